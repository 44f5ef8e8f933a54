// Suggestions for what is typed, with one retry. Whoever answers last is shown.

export let shown: string[] = [];

export function reset(): void {
  shown = [];
}

export async function suggest(word: string, ask: (word: string) => Promise<string[]>): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      shown = await ask(word);
      return;
    } catch {
      // Once more.
    }
  }
}

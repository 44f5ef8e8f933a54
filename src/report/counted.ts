// Numbers with their nouns.

/** `1 step`, `2 steps`, `10,000 steps`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

// Keeps what was done, in the order in which it was done, if the clock answers in order.

export class Journal {
  readonly #entries: string[] = [];

  constructor(private readonly now: () => Promise<number>) {}

  async note(what: string): Promise<void> {
    const at = await this.now();
    this.#entries.push(`${at} ${what}`);
  }

  *[Symbol.iterator]() {
    yield* this.#entries;
  }
}

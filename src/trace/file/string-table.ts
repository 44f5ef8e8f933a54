// Texts that a file holds once, numbered in the order of their first use.

export class StringTable {
  private readonly indices = new Map<string, number>();

  /** The number of `text`, which is added if it is new. */
  index(text: string): number {
    let index = this.indices.get(text);
    if (index === undefined) this.indices.set(text, (index = this.indices.size));
    return index;
  }

  get size(): number {
    return this.indices.size;
  }

  list(): string[] {
    return [...this.indices.keys()];
  }
}

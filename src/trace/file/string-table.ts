// Texts that a file holds once, numbered in the order of their first use.

export class StringTable {
  private readonly indices: Map<string, number>;
  /** What the entries take in a file: each is a line of JSON with a comma. */
  bytes = 0;

  constructor(indices: ReadonlyMap<string, number> = new Map()) {
    this.indices = new Map(indices);
  }

  /** A table of its own that holds the same. */
  copy(): StringTable {
    const copy = new StringTable(this.indices);
    copy.bytes = this.bytes;
    return copy;
  }

  /** The number of `text`, which is added if it is new. */
  index(text: string): number {
    let index = this.indices.get(text);
    if (index === undefined) {
      index = this.indices.size;
      this.indices.set(text, index);
      this.bytes += Buffer.byteLength(JSON.stringify(text)) + ',\n'.length;
    }
    return index;
  }

  list(): string[] {
    return [...this.indices.keys()];
  }
}

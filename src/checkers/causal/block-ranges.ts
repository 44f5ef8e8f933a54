// Ranges of lists as nodes of a graph: a range has two edges instead of one for each of its elements.

/** One list of nodes. Blocks of 2, 4, 8, … neighbours get nodes of their own when a range needs them; a range is covered by at most two blocks. */
export class BlockRanges {
  private readonly blocks = new Map<number, number>();

  /**
   * @param elements nodes of the graph
   * @param addNode adds a node behind two others and returns its number
   */
  constructor(
    private readonly elements: readonly number[],
    private readonly addNode: (first: number, second: number) => number,
  ) {}

  /** Nodes that together have exactly the elements from `start` to `end` (exclusive) before them. */
  cover(start: number, end: number): number[] {
    const length = end - start;
    if (length <= 0) return [];
    const level = 31 - Math.clz32(length);
    const first = this.block(level, start);
    return length === 1 << level ? [first] : [first, this.block(level, end - (1 << level))];
  }

  private block(level: number, start: number): number {
    if (level === 0) return this.elements[start] as number;
    const name = start * 32 + level;
    const known = this.blocks.get(name);
    if (known !== undefined) return known;
    const half = 1 << (level - 1);
    const node = this.addNode(this.block(level - 1, start), this.block(level - 1, start + half));
    this.blocks.set(name, node);
    return node;
  }
}

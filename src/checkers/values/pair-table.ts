// A hash table from two non-negative integers to one integer. Exact: pairs are compared, not their hashes.

/** What `get` answers for a pair that was never set. */
export const ABSENT = 0x7fffffff;

const WIDTH = 3;

export class PairTable {
  private size = 0;
  private mask: number;
  /** Per entry: first + 1 (0: free), second, value. */
  private cells: Int32Array;

  constructor(capacity = 64) {
    this.mask = capacity - 1;
    this.cells = new Int32Array(capacity * WIDTH);
  }

  get(first: number, second: number): number {
    const { cells, mask } = this;
    for (let slot = hash(first, second) & mask; ; slot = (slot + 1) & mask) {
      const cell = slot * WIDTH;
      const found = cells[cell] as number;
      if (found === 0) return ABSENT;
      if (found === first + 1 && cells[cell + 1] === second) return cells[cell + 2] as number;
    }
  }

  /** Adds a pair that is not there yet. */
  add(first: number, second: number, value: number): void {
    if (++this.size * 2 > this.mask + 1) this.grow();
    this.place(first, second, value);
  }

  get bytes(): number {
    return this.cells.byteLength;
  }

  private place(first: number, second: number, value: number): void {
    const { cells, mask } = this;
    let slot = hash(first, second) & mask;
    while (cells[slot * WIDTH] !== 0) slot = (slot + 1) & mask;
    cells[slot * WIDTH] = first + 1;
    cells[slot * WIDTH + 1] = second;
    cells[slot * WIDTH + 2] = value;
  }

  private grow(): void {
    const old = this.cells;
    this.mask = (this.mask + 1) * 2 - 1;
    this.cells = new Int32Array((this.mask + 1) * WIDTH);
    for (let cell = 0; cell < old.length; cell += WIDTH) {
      const first = old[cell] as number;
      if (first !== 0) this.place(first - 1, old[cell + 1] as number, old[cell + 2] as number);
    }
  }
}

function hash(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

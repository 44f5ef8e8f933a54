// A row of counters: add to all of a range, find the first zero in a range, both in O(log n).

export class CoverageTree {
  readonly #size: number;
  /** Smallest count below each node, without what was added to the nodes above it. The leaves start at `#size`. */
  readonly #smallest: Int32Array;
  readonly #added: Int32Array;

  constructor(counts: Int32Array) {
    this.#size = 2 ** Math.ceil(Math.log2(Math.max(1, counts.length)));
    this.#smallest = new Int32Array(2 * this.#size).fill(GONE);
    this.#added = new Int32Array(2 * this.#size);
    this.#smallest.set(counts, this.#size);
    for (let node = this.#size - 1; node > 0; node--) this.#update(node);
  }

  /** Adds to the counters from `start` to `end`, the end excluded. */
  add(start: number, end: number, amount: number): void {
    if (start < end) this.#add(1, 0, this.#size, start, end, amount);
  }

  /** The counter is never found again. */
  remove(at: number): void {
    this.add(at, at + 1, GONE);
  }

  /** Undoes `remove`. */
  restore(at: number): void {
    this.add(at, at + 1, -GONE);
  }

  /** @returns -1 if there is none */
  firstZero(start: number, end: number): number {
    return start < end ? this.#find(1, 0, this.#size, start, end, 0) : -1;
  }

  #add(node: number, low: number, high: number, start: number, end: number, amount: number): void {
    if (start <= low && high <= end) {
      this.#smallest[node]! += amount;
      this.#added[node]! += amount;
      return;
    }
    const middle = (low + high) >>> 1;
    if (start < middle) this.#add(2 * node, low, middle, start, end, amount);
    if (end > middle) this.#add(2 * node + 1, middle, high, start, end, amount);
    this.#update(node);
  }

  #find(node: number, low: number, high: number, start: number, end: number, above: number): number {
    if (end <= low || high <= start || this.#smallest[node]! + above > 0) return -1;
    if (high - low === 1) return low;
    const middle = (low + high) >>> 1;
    const within = above + this.#added[node]!;
    const found = this.#find(2 * node, low, middle, start, end, within);
    return found >= 0 ? found : this.#find(2 * node + 1, middle, high, start, end, within);
  }

  #update(node: number): void {
    const left = this.#smallest[2 * node]!;
    const right = this.#smallest[2 * node + 1]!;
    this.#smallest[node] = Math.min(left, right) + this.#added[node]!;
  }
}

/** More than any count. */
const GONE = 2 ** 28;

// A row of numbers: change one, find one that is large enough in a range, take the largest of a range, all in O(log n).

export class MaximumTree {
  readonly #size: number;
  /** The largest number below each node. The leaves start at `#size`. */
  readonly #largest: Float64Array;

  constructor(numbers: Float64Array) {
    this.#size = 2 ** Math.ceil(Math.log2(Math.max(1, numbers.length)));
    this.#largest = new Float64Array(2 * this.#size).fill(Number.NEGATIVE_INFINITY);
    this.#largest.set(numbers, this.#size);
    for (let node = this.#size - 1; node > 0; node--) this.#update(node);
  }

  get(at: number): number {
    return this.#largest[this.#size + at]!;
  }

  set(at: number, number: number): void {
    this.#largest[this.#size + at] = number;
    for (let node = (this.#size + at) >>> 1; node > 0; node >>>= 1) this.#update(node);
  }

  /** Of the range from `start` to `end`, the end excluded. */
  maximum(start: number, end: number): number {
    let largest = Number.NEGATIVE_INFINITY;
    for (let left = this.#size + start, right = this.#size + end; left < right; left >>>= 1, right >>>= 1) {
      if (left & 1) largest = Math.max(largest, this.#largest[left++]!);
      if (right & 1) largest = Math.max(largest, this.#largest[--right]!);
    }
    return largest;
  }

  /** The first position in the range whose number is at least `limit`; -1 if there is none. */
  firstAtLeast(limit: number, start: number, end: number): number {
    return start < end ? this.#find(1, 0, this.#size, limit, start, end) : -1;
  }

  #find(node: number, low: number, high: number, limit: number, start: number, end: number): number {
    if (end <= low || high <= start || !(this.#largest[node]! >= limit)) return -1;
    if (high - low === 1) return low;
    const middle = (low + high) >>> 1;
    const found = this.#find(2 * node, low, middle, limit, start, end);
    return found >= 0 ? found : this.#find(2 * node + 1, middle, high, limit, start, end);
  }

  #update(node: number): void {
    const left = this.#largest[2 * node]!;
    const right = this.#largest[2 * node + 1]!;
    this.#largest[node] = Math.max(left, right);
  }
}

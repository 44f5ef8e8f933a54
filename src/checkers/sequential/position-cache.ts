// The configurations that a search has entered. Exact: whole configurations are compared, not hashes.

/** Integers of an entry in front of its words: next entry of the bucket + 1, state. */
const HEAD = 2;
const FIRST_CAPACITY = 256;

export class PositionCache {
  private size = 0;
  private readonly stride: number;
  private entries: Int32Array;
  private buckets: Int32Array;

  /**
   * @param exact words that must be equal for two configurations to be one
   * @param used words of flags behind them: a configuration is covered by one that has no flag more
   */
  constructor(
    private readonly exact: number,
    private readonly used: number,
  ) {
    this.stride = HEAD + exact + used;
    this.entries = new Int32Array(FIRST_CAPACITY * this.stride);
    this.buckets = new Int32Array(FIRST_CAPACITY);
  }

  get bytes(): number {
    return this.entries.byteLength + this.buckets.byteLength;
  }

  /** Bytes that are held on top for a moment if the next entry makes the tables grow; 0 if it fits. */
  get bytesToGrow(): number {
    return this.size < this.buckets.length ? 0 : 2 * this.bytes;
  }

  /**
   * Enters a configuration unless it is covered.
   * @returns whether it is new
   */
  enter(state: number, words: Int32Array): boolean {
    if (this.size === this.buckets.length) this.grow();
    const bucket = this.bucketOf(state, words, 0);
    const { entries, buckets, stride } = this;
    for (let entry = buckets[bucket] as number; entry !== 0; entry = entries[(entry - 1) * stride] as number) {
      if (this.covers((entry - 1) * stride, state, words)) return false;
    }
    const base = this.size * stride;
    entries[base] = buckets[bucket] as number;
    entries[base + 1] = state;
    entries.set(words, base + HEAD);
    buckets[bucket] = ++this.size;
    return true;
  }

  private covers(base: number, state: number, words: Int32Array): boolean {
    const { entries, exact, used } = this;
    if (entries[base + 1] !== state) return false;
    for (let word = 0; word < exact; word++) if (entries[base + HEAD + word] !== words[word]) return false;
    for (let word = exact; word < exact + used; word++) {
      if (((entries[base + HEAD + word] as number) & ~(words[word] as number)) !== 0) return false;
    }
    return true;
  }

  private bucketOf(state: number, words: Int32Array, at: number): number {
    let mixed = Math.imul(state, 0x85ebca6b);
    for (let word = 0; word < this.exact; word++) {
      mixed = Math.imul(mixed ^ (words[at + word] as number), 0xc2b2ae35);
      mixed ^= mixed >>> 15;
    }
    return (mixed ^ (mixed >>> 13)) & (this.buckets.length - 1);
  }

  private grow(): void {
    const { stride, size } = this;
    const entries = new Int32Array(this.entries.length * 2);
    entries.set(this.entries);
    this.entries = entries;
    this.buckets = new Int32Array(this.buckets.length * 2);
    for (let entry = 0; entry < size; entry++) {
      const base = entry * stride;
      const bucket = this.bucketOf(entries[base + 1] as number, entries, base + HEAD);
      entries[base] = this.buckets[bucket] as number;
      this.buckets[bucket] = entry + 1;
    }
  }
}

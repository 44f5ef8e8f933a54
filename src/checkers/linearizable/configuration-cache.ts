// The configurations that a search has entered. One is covered by another with the same return, state and live operations that used no more unknown
// operations and has no more reads pending. Exact: keys are compared, not hashes.

/**
 * Integers of an entry in front of its words: next entry of the bucket + 1, return, state as observed; the state itself, the entry that it came from, and the
 * operation that led here.
 */
const HEAD = 6;
const STATE = 3;
const PARENT = 4;
const OPERATION = 5;

import type { Choice } from './order-of-choices';

export class ConfigurationCache {
  /** Entries held. */
  size = 0;
  private entries: Int32Array;
  private buckets: Int32Array;
  private readonly stride: number;

  constructor(
    private readonly firstWords: number,
    private readonly secondWords: number,
    capacity = 64,
  ) {
    this.stride = HEAD + firstWords + secondWords;
    this.entries = new Int32Array(capacity * this.stride);
    this.buckets = new Int32Array(capacity);
  }

  get bytes(): number {
    return this.entries.byteLength + this.buckets.byteLength;
  }

  /** Whether the tables have to grow for the next entry. */
  get full(): boolean {
    return (this.size + 1) * this.stride > this.entries.length;
  }

  /** Bytes held on top while the tables grow the next time; 0 if the next entry fits. */
  get bytesToGrow(): number {
    return this.full ? 2 * this.bytes : 0;
  }

  /**
   * Enters a configuration unless it is covered.
   * @param words where the words of the configuration are, from `at` on: the first words, then the second ones
   * @returns the number of the entry; -1 if the configuration is covered
   */
  enter(event: number, state: number, words: Int32Array, at: number): number {
    const { firstWords, secondWords, stride } = this;
    const { entries, buckets } = this;
    let mixed = Math.imul(event, 0x9e3779b1) ^ Math.imul(state, 0x85ebca6b);
    for (let word = 0; word < firstWords; word++)
      mixed = Math.imul(mixed ^ (words[at + word] as number), 0xc2b2ae35) ^ (mixed >>> 13);
    const bucket = (mixed ^ (mixed >>> 16)) & (buckets.length - 1);
    search: for (let entry = buckets[bucket] as number; entry !== 0; entry = entries[(entry - 1) * stride] as number) {
      const base = (entry - 1) * stride;
      if (entries[base + 1] !== event || entries[base + 2] !== state) continue;
      for (let word = 0; word < firstWords; word++) {
        if (entries[base + HEAD + word] !== words[at + word]) continue search;
      }
      for (let word = firstWords; word < firstWords + secondWords; word++) {
        if (((entries[base + HEAD + word] as number) & ~(words[at + word] as number)) !== 0) continue search;
      }
      return -1;
    }
    return this.add(event, state, words, at, bucket);
  }

  /** How a configuration came about. */
  annotate(entry: number, state: number, parent: number, operation: number): void {
    const base = entry * this.stride;
    this.entries[base + STATE] = state;
    this.entries[base + PARENT] = parent;
    this.entries[base + OPERATION] = operation;
  }

  /** The operations that led to a configuration, first to last, with the states behind them. */
  choicesUpTo(last: number): Choice[] {
    const { entries, stride } = this;
    const choices: Choice[] = [];
    for (let entry = last; entry >= 0; entry = entries[entry * stride + PARENT] as number) {
      const operation = entries[entry * stride + OPERATION] as number;
      if (operation >= 0) choices.push({ operation, state: entries[entry * stride + STATE] as number });
    }
    return choices.reverse();
  }

  /**
   * Copies a configuration to the bottom of a stack.
   * @param fields where in the frame its parts go
   * @returns its return
   */
  restore(entry: number, stack: Int32Array, fields: { event: number; state: number; words: number }): number {
    const { entries, stride } = this;
    const base = entry * stride;
    const event = entries[base + 1] as number;
    stack[fields.event] = event;
    stack[fields.state] = entries[base + STATE] as number;
    for (let word = 0; word < stride - HEAD; word++) stack[fields.words + word] = entries[base + HEAD + word] as number;
    return event;
  }

  private add(event: number, state: number, words: Int32Array, at: number, bucket: number): number {
    const { stride } = this;
    const base = this.size * stride;
    if (base + stride > this.entries.length) {
      this.grow();
      return this.enter(event, state, words, at);
    }
    const { entries, buckets } = this;
    entries[base] = buckets[bucket] as number;
    entries[base + 1] = event;
    entries[base + 2] = state;
    for (let word = 0; word < stride - HEAD; word++) entries[base + HEAD + word] = words[at + word] as number;
    buckets[bucket] = ++this.size;
    return this.size - 1;
  }

  private grow(): void {
    const { entries: old, stride, size } = this;
    this.entries = new Int32Array(old.length * 2);
    this.entries.set(old);
    this.buckets = new Int32Array(this.buckets.length * 2);
    const { buckets, entries, firstWords } = this;
    for (let entry = 0; entry < size; entry++) {
      const base = entry * stride;
      let mixed =
        Math.imul(entries[base + 1] as number, 0x9e3779b1) ^ Math.imul(entries[base + 2] as number, 0x85ebca6b);
      for (let word = 0; word < firstWords; word++) {
        mixed = Math.imul(mixed ^ (entries[base + HEAD + word] as number), 0xc2b2ae35) ^ (mixed >>> 13);
      }
      const bucket = (mixed ^ (mixed >>> 16)) & (buckets.length - 1);
      entries[base] = buckets[bucket] as number;
      buckets[bucket] = entry + 1;
    }
  }
}

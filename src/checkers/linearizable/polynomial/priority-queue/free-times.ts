// The times of a history, of which more and more are taken: finds the next or the previous one that is still free, in almost constant time (union-find).

import type { Operation } from '../../../history/operation';
import { firstAtLeast } from '../containers/sorted-by';

export class FreeTimes {
  /** Every call and return, ascending. Below, times are positions in here. */
  readonly times: Float64Array;
  /** A time that is free, or closer to the next free one. */
  readonly #after: Int32Array;
  /** The same backwards, shifted by one so that 0 stands for "none". */
  readonly #before: Int32Array;

  /** Positions by time, if times are integers that lie close together: looking up is then a third of the work. */
  readonly #table: Int32Array | null;

  constructor(operations: readonly Operation[]) {
    this.times = distinctTimes(operations);
    this.#after = Int32Array.from({ length: this.times.length + 1 }, (_, at) => at);
    this.#before = Int32Array.from(this.#after);
    this.#table = positionTable(this.times);
  }

  /** The position of a time of the history; of Infinity the number of times. */
  position(time: number): number {
    if (this.#table === null || time === Number.POSITIVE_INFINITY) return firstAtLeast(this.times, time);
    return this.#table[time - this.times[0]!]!;
  }

  /** Takes all times between two positions, these excluded. */
  take(start: number, end: number): void {
    for (let at = this.from(start + 1); at < end; at = this.from(at + 1)) {
      this.#after[at] = at + 1;
      this.#before[at + 1] = at;
    }
  }

  /** The first free position that is not before this one; the number of times if there is none. */
  from(position: number): number {
    return root(this.#after, position);
  }

  /** The last free position that is not after this one; -1 if there is none. */
  until(position: number): number {
    return root(this.#before, position + 1) - 1;
  }
}

function root(links: Int32Array, start: number): number {
  let at = start;
  while (links[at] !== at) {
    links[at] = links[links[at]!]!;
    at = links[at]!;
  }
  return at;
}

const SPREAD = 16;

function positionTable(times: Float64Array): Int32Array | null {
  if (times.length === 0) return null;
  const first = times[0]!;
  const span = times[times.length - 1]! - first;
  if (!(span < SPREAD * times.length) || !times.every((time) => Number.isInteger(time - first))) return null;
  const table = new Int32Array(span + 1);
  for (const [at, time] of times.entries()) table[time - first] = at;
  return table;
}

function distinctTimes(operations: readonly Operation[]): Float64Array {
  const all = new Float64Array(2 * operations.length);
  for (const [at, operation] of operations.entries()) {
    all[2 * at] = operation.call;
    all[2 * at + 1] = operation.return;
  }
  all.sort();
  let count = 0;
  for (const time of all) {
    if (time === Number.POSITIVE_INFINITY) break;
    if (count === 0 || all[count - 1]! < time) all[count++] = time;
  }
  return all.subarray(0, count);
}

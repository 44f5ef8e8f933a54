// How the values of a stack can lie on top of each other.
//
// Only values that are surely inside for a while matter here ("core": the open interval from `insideFrom` to `insideUntil`). Values whose cores follow each
// other without a gap form a cluster. While a cluster lasts the stack is never empty, so one of its values lies below all others: its push comes first and
// its pop last. A value can be at the bottom if no other one of the cluster was inside before its push was called, none was still inside after its pop had
// returned, and each of its peeks can have happened when none of the others was inside. Any such value will do: taken out of a legal order it leaves a legal
// order, and around a legal order of the others it can be put. So take it out, and go on with the clusters that the others fall into; a cluster
// without such a value proves a violation. ("Decrease and conquer": Lee and Mathur, OOPSLA 2025; the rule for peeks is our own.)
//
// O(n log n) without peeks; with them a value that could be at the bottom but for its peeks is tried again for every value taken out of its cluster, at
// worst O(n^2 log n).

import type { Operation } from '../../../history/operation';
import type { Lifetimes } from '../containers/lifetimes';
import { firstAtLeast } from '../containers/sorted-by';
import { CoverageTree } from './coverage-tree';
import { MaximumTree } from './maximum-tree';

/** Values of which none can be at the bottom; values below. */
export interface Bottomless {
  readonly cluster: readonly number[];
}

/** Operations of a value at the bottom that happen while none of its cluster is on top of it, and when. */
interface Pauses {
  readonly operations: readonly Operation[];
  /** Ascending. */
  readonly times: Float64Array;
}

/** What remains to be done, the last first. */
interface Task {
  readonly start: number;
  /** A range of positions, its end excluded. */
  end: number;
  readonly block: Block;
  /** Whether the block ends behind this range. */
  readonly closes: boolean;
}

interface Block {
  /** The value at the bottom; -1: the stack itself. */
  readonly value: number;
  readonly pauses: Pauses;
  paused: number;
}

const READY = 2;
const READY_BUT_FOR_PEEKS = 1;
const NOT_READY = 0;
const NO_PAUSES: Pauses = { operations: [], times: new Float64Array(0) };

/** The blocks being taken apart. Positions are those of the values in order of the beginnings of their cores. */
export class StackBlocks {
  readonly #lifetimes: Lifetimes;
  readonly #values: Int32Array;
  readonly #starts: Float64Array;
  /** The first position whose core starts when the core of this one has ended. */
  readonly #reach: Int32Array;
  /** In how many cores of others the core of a position starts. */
  readonly #coverage: CoverageTree;
  /** Ends of the cores that are left. */
  readonly #ends: MaximumTree;
  /** When pops returned, until that is known to be late enough. */
  readonly #early: MaximumTree;
  /** When pushes were called, negated, until that is known to be early enough. */
  readonly #late: MaximumTree;
  readonly #ready: MaximumTree;
  readonly #conditions: Uint8Array;

  /** @param values with a core, in order of `insideFrom` */
  constructor(lifetimes: Lifetimes, values: Int32Array) {
    const { insideFrom, insideUntil, removed, called } = lifetimes;
    this.#lifetimes = lifetimes;
    this.#values = values;
    this.#starts = Float64Array.from(values, (value) => insideFrom[value]!);
    this.#reach = Int32Array.from(values, (value) => firstAtLeast(this.#starts, insideUntil[value]!));
    this.#coverage = new CoverageTree(coverageOf(this.#starts, this.#reach));
    this.#ends = new MaximumTree(Float64Array.from(values, (value) => insideUntil[value]!));
    this.#early = new MaximumTree(Float64Array.from(values, (value) => removed[value]!));
    this.#late = new MaximumTree(Float64Array.from(values, (value) => -called[value]!));
    this.#ready = new MaximumTree(new Float64Array(values.length));
    this.#conditions = new Uint8Array(values.length);
  }

  /** @returns the operations of the values in a legal order, with the pauses of the whole in their places, or why there is none */
  order(pauses: Pauses): Operation[] | Bottomless {
    const order: Operation[] = [];
    const whole: Block = { value: -1, pauses, paused: 0 };
    const tasks: Task[] = [{ start: 0, end: this.#values.length, block: whole, closes: true }];
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
      const first = this.#coverage.firstZero(task.start, task.end);
      if (first < 0) {
        if (task.closes) this.#close(task.block, order);
        continue;
      }
      const second = this.#coverage.firstZero(first + 1, task.end);
      const end = second < 0 ? task.end : second;
      tasks.push({ start: end, end: task.end, block: task.block, closes: task.closes });
      const bottom = this.#takeBottom(first, end);
      if (bottom === null) return { cluster: this.#left(first, end) };
      pauseUntil(task.block, this.#starts[first]!, order);
      order.push(this.#lifetimes.insertions[bottom.value]!);
      tasks.push({ start: first, end, block: bottom, closes: true });
    }
    return order;
  }

  #close(block: Block, order: Operation[]): void {
    pauseUntil(block, Number.POSITIVE_INFINITY, order);
    const removal = block.value < 0 ? null : this.#lifetimes.removals[block.value]!;
    if (removal !== null) order.push(removal);
  }

  /** Takes a value that can be at the bottom out of the cluster from `start` to `end`; null if there is none. */
  #takeBottom(start: number, end: number): Block | null {
    this.#findReady(start, end);
    let at = this.#ready.firstAtLeast(READY, start, end);
    if (at >= 0) {
      this.#takeOut(at);
      return { value: this.#values[at]!, pauses: NO_PAUSES, paused: 0 };
    }
    at = this.#ready.firstAtLeast(READY_BUT_FOR_PEEKS, start, end);
    for (; at >= 0; at = this.#ready.firstAtLeast(READY_BUT_FOR_PEEKS, at + 1, end)) {
      const value = this.#values[at]!;
      this.#takeOut(at);
      const pauses = this.#pausesFor(this.#lifetimes.peeks[value]!, start, end);
      if (pauses !== null) return { value, pauses, paused: 0 };
      this.#putBack(at);
    }
    return null;
  }

  /** Clusters only get smaller, so what was early or late enough once remains so. */
  #findReady(start: number, end: number): void {
    const earliest = this.#starts[start]!;
    const latest = this.#ends.maximum(start, end);
    for (const [tree, limit] of [
      [this.#early, latest],
      [this.#late, -earliest],
    ] as const) {
      for (let at = tree.firstAtLeast(limit, start, end); at >= 0; at = tree.firstAtLeast(limit, at + 1, end)) {
        tree.set(at, Number.NEGATIVE_INFINITY);
        if (++this.#conditions[at]! === 2) this.#ready.set(at, this.#readiness(at));
      }
    }
  }

  #readiness(at: number): number {
    return this.#lifetimes.peeks[this.#values[at]!] ? READY_BUT_FOR_PEEKS : READY;
  }

  #takeOut(at: number): void {
    this.#coverage.add(at + 1, this.#reach[at]!, -1);
    this.#coverage.remove(at);
    this.#ends.set(at, Number.NEGATIVE_INFINITY);
    this.#ready.set(at, NOT_READY);
  }

  #putBack(at: number): void {
    this.#coverage.add(at + 1, this.#reach[at]!, 1);
    this.#coverage.restore(at);
    this.#ends.set(at, this.#lifetimes.insideUntil[this.#values[at]!]!);
    this.#ready.set(at, this.#readiness(at));
  }

  /** When peeks can happen with none of the range inside; null if one cannot. */
  #pausesFor(peeks: readonly Operation[], start: number, end: number): Pauses | null {
    const times = new Float64Array(peeks.length);
    for (const [at, peek] of peeks.entries()) {
      const from = Math.max(start, firstAtLeast(this.#starts, peek.call));
      const gap = this.#coverage.firstZero(from, end);
      const free = Math.max(peek.call, this.#ends.maximum(start, gap < 0 ? end : gap));
      if (free > peek.return) return null;
      times[at] = free;
    }
    return sortedPauses(peeks, times);
  }

  #left(start: number, end: number): number[] {
    const left: number[] = [];
    for (let at = start; at < end; at++) {
      if (this.#ends.get(at) > Number.NEGATIVE_INFINITY) left.push(this.#values[at]!);
    }
    return left;
  }
}

export function sortedPauses(operations: readonly Operation[], times: Float64Array): Pauses {
  const places = [...operations.keys()].sort((one, other) => times[one]! - times[other]!);
  return {
    operations: places.map((place) => operations[place]!),
    times: Float64Array.from(places, (place) => times[place]!),
  };
}

function pauseUntil(block: Block, time: number, order: Operation[]): void {
  const { operations, times } = block.pauses;
  while (block.paused < operations.length && times[block.paused]! <= time) order.push(operations[block.paused++]!);
}

/** Within how many cores of earlier positions each position starts. */
function coverageOf(starts: Float64Array, reach: Int32Array): Int32Array {
  const changes = new Int32Array(starts.length + 1);
  for (let at = 0; at < starts.length; at++) {
    changes[at + 1]! += 1;
    changes[reach[at]!]! -= 1;
  }
  const counts = new Int32Array(starts.length);
  for (let at = 0, count = 0; at < starts.length; at++) counts[at] = count += changes[at]!;
  return counts;
}

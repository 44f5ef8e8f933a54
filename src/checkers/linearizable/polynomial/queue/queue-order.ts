// In which order values can have gone through a queue.
//
// Value v has to go before w if v was inside before the enqueue of w was called, or if v was seen at the front before the last that was seen of w was
// called. Every value gets the earliest time at which all its rivals' claims allow it to be at the front for the last time ("turn"): the call of its last
// peek or dequeue, or the turn of a value that has to go before it. A value that was seen over a while (`seen` before `insideUntil`: its window) was at
// the front all that while, so a turn within the window of another moves to its end. If a turn comes after the value was seen, the claims are
// circular; else sorting by turns satisfies them all.

import type { Lifetimes } from '../containers/lifetimes';
import { firstAtLeast, sortedBy } from '../containers/sorted-by';

/** Values (two or three) that each have to go before another. */
export interface CircularClaims {
  readonly circle: readonly number[];
}

interface Windows {
  /** The values that were seen over a while, in order. */
  readonly values: Int32Array;
  readonly starts: Float64Array;
}

export function isOrder(result: Int32Array | CircularClaims): result is Int32Array {
  return !('circle' in result);
}

/** @param byInside the values in order of `insideFrom` */
export function orderOfValues(lifetimes: Lifetimes, byInside: Int32Array): Int32Array | CircularClaims {
  const { count, called, insideFrom, insideUntil, seen } = lifetimes;
  const windows = lifetimes.anyPeeks ? windowsOf(lifetimes) : NO_WINDOWS;
  if ('circle' in windows) return windows;
  const turns = new Float64Array(count);
  // Whose `insideUntil` is the turn's origin, and in whose window that fell (-1: none).
  const origin = new Int32Array(count);
  const within = new Int32Array(count).fill(-1);
  let latest = -1;
  let next = 0;
  for (let value = 0; value < count; value++) {
    for (; next < count && insideFrom[byInside[next]!]! < called[value]!; next++) {
      const before = byInside[next]!;
      if (latest < 0 || turns[before]! > turns[latest]!) latest = before;
    }
    const own = insideUntil[value]!;
    const claimed = latest < 0 ? Number.NEGATIVE_INFINITY : turns[latest]!;
    const inherits = claimed > own || (claimed > seen[value]! && own > seen[value]!);
    origin[value] = inherits ? origin[latest]! : value;
    within[value] = inherits ? within[latest]! : -1;
    turns[value] = inherits ? claimed : own;
    const hasWindow = seen[value]! < own;
    const window = hasWindow ? -1 : windowAt(windows, lifetimes, turns[value]!);
    if (window >= 0) {
      within[value] = window;
      turns[value] = insideUntil[window]!;
    }
    if (hasWindow ? inherits : turns[value]! > seen[value]!) {
      const involved = new Set([value, origin[value]!, within[value]!]);
      involved.delete(-1);
      return { circle: [...involved] };
    }
  }
  return sortedByTurns(lifetimes, turns);
}

/** Equal turns keep the order of enqueues, but a value with a window comes before those that were moved to its end. */
function sortedByTurns({ anyPeeks, seen, insideUntil }: Lifetimes, turns: Float64Array): Int32Array {
  const order = sortedBy(turns);
  if (!anyPeeks) return order;
  for (let start = 0, end = 0; start < order.length; start = end) {
    const turn = turns[order[start]!]!;
    while (end < order.length && turns[order[end]!]! === turn) end++;
    const at = order.subarray(start, end).findIndex((value) => seen[value]! < insideUntil[value]!);
    if (at <= 0) continue;
    const first = order[start + at]!;
    order.copyWithin(start + 1, start, start + at);
    order[start] = first;
  }
  return order;
}

const NO_WINDOWS: Windows = { values: new Int32Array(0), starts: new Float64Array(0) };

function windowsOf({ count, seen, insideUntil }: Lifetimes): Windows | CircularClaims {
  const found: number[] = [];
  for (let value = 0; value < count; value++) if (seen[value]! < insideUntil[value]!) found.push(value);
  const order = sortedBy(Float64Array.from(found, (value) => seen[value]!));
  const values = order.map((at) => found[at]!);
  for (let at = 1; at < values.length; at++) {
    const [one, other] = [values[at - 1]!, values[at]!];
    if (insideUntil[one]! > seen[other]!) return { circle: [one, other] };
  }
  return { values, starts: Float64Array.from(values, (value) => seen[value]!) };
}

/** The value in whose window the time is, its ends excluded; -1: none. */
function windowAt({ values, starts }: Windows, { insideUntil }: Lifetimes, time: number): number {
  if (starts.length === 0) return -1;
  const at = firstAtLeast(starts, time) - 1;
  if (at < 0) return -1;
  const value = values[at]!;
  return time < insideUntil[value]! ? value : -1;
}

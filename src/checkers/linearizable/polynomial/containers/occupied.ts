// When a container is surely not empty: the union of the open intervals in which a value is surely inside. At their very ends it may be empty.

import type { Operation } from '../../../history/operation';
import { named, violation } from '../describe-pattern';
import type { PolynomialOutcome } from '../polynomial';
import { evidence, insideText } from './evidence';
import type { Lifetimes } from './lifetimes';
import { firstAtLeast } from './sorted-by';

/** Disjoint open intervals, ascending. */
export interface Occupied {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** @param order of the values by `insideFrom` */
export function occupiedTimes({ insideFrom, insideUntil }: Lifetimes, order: Int32Array): Occupied {
  const starts = new Float64Array(order.length);
  const ends = new Float64Array(order.length);
  let count = 0;
  for (const value of order) {
    const start = insideFrom[value]!;
    const end = insideUntil[value]!;
    if (start >= end) continue;
    if (count > 0 && start < ends[count - 1]!) {
      if (end > ends[count - 1]!) ends[count - 1] = end;
    } else {
      starts[count] = start;
      ends[count++] = end;
    }
  }
  return { starts: starts.subarray(0, count), ends: ends.subarray(0, count) };
}

/** The earliest time from `time` on that is in none of the intervals. */
function freeFrom({ starts, ends }: Occupied, time: number): number {
  const at = firstAtLeast(starts, time) - 1;
  return at >= 0 && time < ends[at]! ? ends[at]! : time;
}

/**
 * When each operation that found nothing there can have happened: the earliest time at which nothing is surely inside.
 * @returns the times, or the first operation that has none
 */
export function timesOfEmpties(empties: readonly Operation[], occupied: Occupied): Float64Array | Operation {
  const times = new Float64Array(empties.length);
  for (const [at, empty] of empties.entries()) {
    const time = freeFrom(occupied, empty.call);
    if (time > empty.return) return empty;
    times[at] = time;
  }
  return times;
}

/** `closed`: something has to be inside also at the very beginning and end. */
export interface Span {
  readonly from: number;
  readonly until: number;
  readonly ends: 'open' | 'closed';
}

/** The fewest of the candidates of which one was inside at any time of the span, in order; none if there was a gap. */
export function coverOf(lifetimes: Lifetimes, candidates: readonly number[], span: Span): readonly number[] {
  const { insideFrom, insideUntil } = lifetimes;
  const ascending = candidates
    .filter((value) => insideFrom[value]! < insideUntil[value]!)
    .sort((one, other) => insideFrom[one]! - insideFrom[other]!);
  const closed = span.ends === 'closed';
  const cover: number[] = [];
  let next = 0;
  for (let reached = span.from; closed ? reached <= span.until : reached < span.until; ) {
    let best = -1;
    for (; next < ascending.length; next++) {
      const value = ascending[next]!;
      const start = insideFrom[value]!;
      if (start > reached || (start === reached && (closed || cover.length > 0))) break;
      if (best < 0 || insideUntil[value]! > insideUntil[best]!) best = value;
    }
    if (best < 0 || insideUntil[best]! <= reached) return [];
    cover.push(best);
    reached = insideUntil[best]!;
  }
  return cover;
}

/** A removal or peek that found nothing there although something was. */
export function emptyViolation(lifetimes: Lifetimes, empty: Operation): PolynomialOutcome {
  const candidates = [...lifetimes.insertions.keys()];
  const cover = coverOf(lifetimes, candidates, { from: empty.call, until: empty.return, ends: 'closed' });
  const text = `${named(empty)} found nothing, but all the time ${insideText(lifetimes, cover)}`;
  return violation('empty while not empty', text, [empty, ...evidence(lifetimes, cover)]);
}

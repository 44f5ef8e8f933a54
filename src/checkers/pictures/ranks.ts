// Time compressed to ranks: what happened at the same moment shares a rank, and a long pause is as wide as a short one.

import type { Operation } from '../history/operation';
import type { Band } from './bands';

export interface Span {
  readonly start: number;
  /** Infinity: it has no end. */
  readonly end: number;
}

export interface Ranks {
  /** Of each operation, in the order given. */
  readonly operations: readonly Span[];
  readonly bands: readonly Span[];
  /** The time at each rank. */
  readonly times: readonly number[];
}

/** Intervals are closed: at equal times bands begin first, then come calls, then returns, then ends of bands. */
const BEGIN = 0;
const CALL = 1;
const RETURN = 2;
const END = 3;

export function rankTimes(operations: readonly Operation[], bands: readonly Band[] = []): Ranks {
  const moments: Moment[] = [];
  const mark = (time: number, kind: number) => {
    if (time !== Number.POSITIVE_INFINITY) moments.push({ time, kind });
  };
  for (const operation of operations) {
    mark(operation.call, CALL);
    mark(operation.return, RETURN);
  }
  for (const band of bands) {
    mark(band.start, BEGIN);
    mark(band.end, END);
  }
  moments.sort((one, other) => one.time - other.time || one.kind - other.kind);
  const distinct = moments.filter((moment, position) => !same(moment, moments[position - 1]));
  const rank = rankIn(distinct);
  return {
    operations: operations.map((operation) => ({
      start: rank(operation.call, CALL),
      end: rank(operation.return, RETURN),
    })),
    bands: bands.map((band) => ({ start: rank(band.start, BEGIN), end: rank(band.end, END) })),
    times: distinct.map(({ time }) => time),
  };
}

interface Moment {
  readonly time: number;
  readonly kind: number;
}

function same(one: Moment, other: Moment | undefined): boolean {
  return other !== undefined && one.time === other.time && one.kind === other.kind;
}

function rankIn(distinct: readonly Moment[]): (time: number, kind: number) => number {
  const ranks = new Map<number, number[]>();
  for (const [rank, { time, kind }] of distinct.entries()) {
    const kinds = ranks.get(time) ?? [];
    kinds[kind] = rank;
    ranks.set(time, kinds);
  }
  return (time, kind) => ranks.get(time)?.[kind] ?? Number.POSITIVE_INFINITY;
}

// Time compressed to ranks: what happened at the same moment shares a rank, and a long pause is as wide as a short one.

export interface Span {
  readonly start: number;
  /** Infinity: it has no end. */
  readonly end: number;
}

export interface Ranks {
  /** Of each bar, in the order given. */
  readonly bars: readonly Span[];
  readonly marks: readonly Span[];
  /** The time at each rank. */
  readonly times: readonly number[];
}

/** Intervals are closed: at equal times marks begin first, then bars, then bars end, then marks. */
const MARK_BEGINS = 0;
const BAR_BEGINS = 1;
const BAR_ENDS = 2;
const MARK_ENDS = 3;

export function rankTimes(bars: readonly Span[], marks: readonly Span[] = []): Ranks {
  const moments: Moment[] = [];
  const note = (time: number, kind: number) => {
    if (time !== Number.POSITIVE_INFINITY) moments.push({ time, kind });
  };
  for (const { start, end } of bars) {
    note(start, BAR_BEGINS);
    note(end, BAR_ENDS);
  }
  for (const { start, end } of marks) {
    note(start, MARK_BEGINS);
    note(end, MARK_ENDS);
  }
  moments.sort((one, other) => one.time - other.time || one.kind - other.kind);
  const distinct = moments.filter((moment, position) => !same(moment, moments[position - 1]));
  const rank = rankIn(distinct);
  return {
    bars: bars.map(({ start, end }) => ({ start: rank(start, BAR_BEGINS), end: rank(end, BAR_ENDS) })),
    marks: marks.map(({ start, end }) => ({ start: rank(start, MARK_BEGINS), end: rank(end, MARK_ENDS) })),
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

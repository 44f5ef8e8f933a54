// Which bars are visible and where they are, in units of one rank. Without the DOM.

import type { PageData } from '../page-data';
import { pathPoints } from './path-points';

export interface Filter {
  /** -1: all. */
  group: number;
  /** '': all. */
  lane: string;
  /** By the position of the state. */
  readonly states: boolean[];
}

export interface Row {
  readonly lane: string;
  readonly line: number;
  /** Bars from left to right. */
  readonly items: readonly number[];
}

export interface Layout {
  /** Bars that the filter lets through. */
  readonly positions: readonly number[];
  /** The times of the ranks that are left. */
  readonly times: readonly number[];
  /** Units in all; a bar without an end goes to the right edge. */
  readonly width: number;
  /** Of each bar; NaN: it is hidden. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly rows: readonly Row[];
  /** -1: it is hidden. */
  readonly rowOf: Int32Array;
  readonly marks: readonly (PageData['marks'][number] & { readonly left: number; readonly right: number })[];
  readonly points: readonly PathPoint[];
}

/** Where the path goes through a bar. */
export interface PathPoint {
  readonly bar: number;
  readonly place: number;
  readonly x: number;
  /** The row. */
  readonly y: number;
}

export function layOut(data: PageData, filter: Filter): Layout {
  const positions = visiblePositions(data, filter);
  const { xOf, times } = compressRanks(data, positions);
  const { bars } = data;
  const width = times.length + 1;
  const count = bars.start.length;
  const left = new Float64Array(count).fill(Number.NaN);
  const right = new Float64Array(count);
  const rowsUsed = new Map<number, number[]>();
  for (const i of positions) {
    const end = bars.end[i]!;
    left[i] = xOf[bars.start[i]!]!;
    right[i] = end < 0 ? width : xOf[end]!;
    const row = bars.row[i]!;
    const items = rowsUsed.get(row);
    if (items) items.push(i);
    else rowsUsed.set(row, [i]);
  }
  const numbers = [...rowsUsed.keys()].sort((a, b) => a - b);
  const rows = numbers.map((row) => ({ ...data.rows[row]!, items: rowsUsed.get(row)! }));
  const rowOf = new Int32Array(count).fill(-1);
  rows.forEach((row, y) => {
    for (const i of row.items) rowOf[i] = y;
  });
  const marks = data.marks.map((mark) => ({
    ...mark,
    left: xOf[mark.start]!,
    right: mark.end < 0 ? width : xOf[mark.end]!,
  }));
  const points = pathPoints(data.path, { left, right, rowOf });
  return { positions, times, width, left, right, rows, rowOf, marks, points };
}

/** A bar without a group belongs to all. */
function visiblePositions(data: PageData, filter: Filter): number[] {
  const { group, row, state } = data.bars;
  const positions: number[] = [];
  for (let i = 0; i < group.length; i++) {
    if (filter.group !== -1 && group[i] !== filter.group && group[i] !== -1) continue;
    if (filter.lane !== '' && data.rows[row[i]!]!.lane !== filter.lane) continue;
    if (filter.states[state[i]!]) positions.push(i);
  }
  return positions;
}

/** Closes the gaps that hidden bars leave: the x of each rank, and the times at the x that remain. */
function compressRanks(data: PageData, positions: readonly number[]): { xOf: Float64Array; times: number[] } {
  const used = new Uint8Array(data.times.length);
  const { start, end } = data.bars;
  for (const i of positions) {
    used[start[i]!] = 1;
    if (end[i]! >= 0) used[end[i]!] = 1;
  }
  for (const mark of data.marks) {
    used[mark.start] = 1;
    if (mark.end >= 0) used[mark.end] = 1;
  }
  const xOf = new Float64Array(used.length);
  const times: number[] = [];
  for (let rank = 0; rank < used.length; rank++) {
    xOf[rank] = times.length;
    if (used[rank]) times.push(data.times[rank]!);
  }
  return { xOf, times };
}

// Which lines of a long schedule a short report keeps: it leaves out details first, then the beginning.

import type { ScheduleLine } from './schedule';

export interface SelectedLines {
  /** Kept lines in order; a number stands for that many lines left out there. */
  readonly lines: readonly (ScheduleLine | number)[];
  /** Number of lines of little weight that were left out without a mark. */
  readonly details: number;
}

/** A line of this weight or more is no detail. */
const WEIGHTY = 2;

/** @param most lines to keep */
export function selectLines(lines: readonly ScheduleLine[], most: number): SelectedLines {
  for (let least = 0; least <= WEIGHTY; least++) {
    const kept = lines.filter((line) => line.weight >= least);
    if (kept.length > most) continue;
    const filled = least === 0 ? kept : withNearest(lines, kept, least - 1, most - kept.length);
    return { lines: filled, details: lines.length - filled.length };
  }
  const weighty = lines.filter((line) => line.weight >= WEIGHTY);
  return { lines: withoutBeginning(weighty, most), details: lines.length - weighty.length };
}

/** Adds the `room` lines of the next lower weight that are nearest to the race, the critical decision or the failure. */
function withNearest(
  lines: readonly ScheduleLine[],
  kept: readonly ScheduleLine[],
  weight: number,
  room: number,
): ScheduleLine[] {
  const anchors = lines.flatMap((line, index) => (line.weight === 3 ? [index] : []));
  const distance = (index: number) => Math.min(...anchors.map((anchor) => Math.abs(anchor - index)));
  const nearest = lines
    .flatMap((line, index) => (line.weight === weight ? [{ line, index, distance: distance(index) }] : []))
    .sort((one, other) => one.distance - other.distance || other.index - one.index)
    .slice(0, room);
  const chosen = new Set([...kept, ...nearest.map(({ line }) => line)]);
  return lines.filter((line) => chosen.has(line));
}

/** Keeps the weightiest, and among equals those nearest to the end. */
function withoutBeginning(lines: readonly ScheduleLine[], most: number): (ScheduleLine | number)[] {
  const kept = new Set(
    lines
      .map((line, index) => ({ weight: line.weight, index }))
      .sort((one, other) => other.weight - one.weight || other.index - one.index)
      .slice(0, most)
      .map(({ index }) => index),
  );
  const selected: (ScheduleLine | number)[] = [];
  lines.forEach((line, index) => {
    const last = selected.at(-1);
    if (kept.has(index)) selected.push(line);
    else if (typeof last === 'number') selected[selected.length - 1] = last + 1;
    else selected.push(1);
  });
  return selected;
}

// Which lines of a long schedule a short report keeps: first details go, then the beginning.

import type { ScheduleLine } from './schedule';

export interface SelectedLines {
  /** Kept lines in order; a number stands for that many lines left out there. */
  readonly lines: readonly (ScheduleLine | number)[];
  /** Lines of little weight that were left out all over, unmarked. */
  readonly details: number;
}

/** @param most lines to keep */
export function selectLines(lines: readonly ScheduleLine[], most: number): SelectedLines {
  for (const least of [0, 1, 2]) {
    const weighty = lines.filter((line) => line.weight >= least);
    if (weighty.length <= most) return { lines: weighty, details: lines.length - weighty.length };
  }
  const weighty = lines.filter((line) => line.weight >= 2);
  return { lines: cut(weighty, most), details: lines.length - weighty.length };
}

/** Keeps the weightiest, and among equals those nearest to the end. */
function cut(lines: readonly ScheduleLine[], most: number): (ScheduleLine | number)[] {
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

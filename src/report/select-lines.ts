// Which lines of a long schedule a short report keeps: the weightiest, and among equals those nearest to the end.

import type { ScheduleLine } from './schedule';

export interface SelectedLines {
  /** Kept lines in order; a number stands for that many lines left out. */
  readonly lines: readonly (ScheduleLine | number)[];
  readonly leftOut: number;
}

/** @param most lines to keep */
export function selectLines(lines: readonly ScheduleLine[], most: number): SelectedLines {
  const kept = new Set(
    lines
      .map((line, index) => ({ line, index }))
      .sort((one, other) => other.line.weight - one.line.weight || other.index - one.index)
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
  return { lines: selected, leftOut: lines.length - kept.size };
}

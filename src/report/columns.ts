// Lays a schedule out in columns, one per task, or as a list where there are more tasks than columns fit.

import type { ScheduleLine } from './schedule';

export interface ColumnOptions {
  /** Characters per line. */
  readonly width: number;
  /** Heading of a task's column: its id and name. */
  readonly heading: (task: string) => string;
}

const MOST_COLUMNS = 4;
const NARROWEST = 24;
const WIDEST = 46;
const STEP_WIDTH = 6;

/** @param lines kept lines; a number stands for that many lines left out */
export function columns(lines: readonly (ScheduleLine | number)[], { width, heading }: ColumnOptions): string[] {
  const shown = lines.filter((line) => typeof line !== 'number');
  const tasks = [...new Set(shown.map((line) => line.task))].sort(byTask);
  const places = shortPlaces(shown.map((line) => line.place));
  const gap = (count: number) => `${' '.repeat(STEP_WIDTH)}… ${count} ${count === 1 ? 'line' : 'lines'} left out`;
  const text = (line: ScheduleLine) =>
    [places.get(line.place) ?? '', line.text].filter(Boolean).join(' ') +
    (line.mark === 'critical' ? '  <-- critical' : '');
  const columnWidth = Math.min(WIDEST, Math.floor((width - STEP_WIDTH) / Math.max(tasks.length, 1)));
  if (tasks.length > MOST_COLUMNS || columnWidth < NARROWEST) {
    const idWidth = Math.max(...tasks.map((task) => task.length)) + 2;
    return withSteps(lines, gap, (line) => fit(line.task.padEnd(idWidth) + text(line), width - STEP_WIDTH));
  }
  const header =
    ' '.repeat(STEP_WIDTH) + tasks.map((task) => fit(heading(task), columnWidth - 2).padEnd(columnWidth)).join('');
  const rows = withSteps(lines, gap, (line) => {
    const column = tasks.indexOf(line.task);
    return (
      ' '.repeat(column * columnWidth) +
      fit(text(line), line.mark === null ? columnWidth - 2 : width - STEP_WIDTH - column * columnWidth)
    );
  });
  return [header.trimEnd(), ...rows];
}

/** Puts the step's number before the first line of each step. */
function withSteps(
  lines: readonly (ScheduleLine | number)[],
  gap: (count: number) => string,
  cell: (line: ScheduleLine) => string,
): string[] {
  let step = -1;
  return lines.map((line) => {
    if (typeof line === 'number') return gap(line);
    const number = line.step === step ? '' : String(line.step);
    step = line.step;
    return `${number.padStart(STEP_WIDTH - 2)}  ${cell(line)}`.trimEnd();
  });
}

/** `0.2` before `0.10`, a parent before its children. */
function byTask(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

/** Each place with as little of its path as keeps files apart. */
function shortPlaces(places: readonly string[]): Map<string, string> {
  const files = new Set(places.map((place) => place.replace(/:\d+$/, '')));
  const short = (file: string): string => {
    const parts = file.split('/');
    for (let count = 1; count < parts.length; count++) {
      const tail = parts.slice(-count).join('/');
      if ([...files].every((other) => other === file || !`/${other}`.endsWith(`/${tail}`))) return tail;
    }
    return file;
  };
  return new Map(places.map((place) => [place, place.replace(/^.*(?=:\d+$)/, short)]));
}

function fit(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 1))}…`;
}

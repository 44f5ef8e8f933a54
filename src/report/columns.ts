// Lays a schedule out in columns, one per task. If there are more tasks than columns fit, it makes a list. A line holds a single entry,
// so the entry may run over the columns to its right.

import { counted } from './counted';
import type { ScheduleLine } from './schedule';
import { shortPlaces } from './short-places';
import { truncated } from './wrap';

export interface ColumnOptions {
  /** Characters per line. */
  readonly width: number;
  /** Heading of a task's column: its id and name. */
  readonly heading: (task: string) => string;
}

export const MOST_COLUMNS = 5;
const NARROWEST = 14;
const WIDEST = 26;
const STEP_WIDTH = 6;
const LEAST_TEXT = 30;
/** An entry of the last column has no columns to its right to run over. */
const LAST_COLUMN = 40;

/** @param lines kept lines; a number stands for that many lines left out */
export function columns(lines: readonly (ScheduleLine | number)[], { width, heading }: ColumnOptions): string[] {
  const tasks = [...new Set(shownOf(lines).map((line) => line.task))].sort(byTask);
  const entry = entriesOf(lines);
  const room = width - STEP_WIDTH;
  if (tasks.length > MOST_COLUMNS) {
    const idWidth = Math.max(...tasks.map((task) => task.length)) + 2;
    return rowsOf(lines, (line) => line.task.padEnd(idWidth) + entry(line, room - idWidth));
  }
  return inColumns(lines, room, tasks.map(heading), (line) => tasks.indexOf(line.task), entry);
}

type Lines = readonly (ScheduleLine | number)[];
type Entry = (line: ScheduleLine, room: number) => string;

/** Characters behind the numbers of the steps. */
export const roomOf = (width: number): number => width - STEP_WIDTH;

const shownOf = (lines: Lines): ScheduleLine[] => lines.filter((line) => typeof line !== 'number');

/** What stands in the cell of a line. @param before words in front of it */
export function entriesOf(lines: Lines, before: (line: ScheduleLine) => string = () => ''): Entry {
  const places = shortPlaces(shownOf(lines).map((line) => line.place));
  return (line, room) => {
    const mark = line.mark === 'critical' ? '  <-- critical' : '';
    const text = [before(line), places.get(line.place) ?? '', line.text].filter(Boolean).join(' ');
    return truncated(text, Math.max(room - mark.length, LEAST_TEXT)) + mark;
  };
}

/**
 * @param columnOf the number of the column in which a line stands
 * @param most characters of a column
 */
export function inColumns(
  lines: Lines,
  room: number,
  headings: readonly string[],
  columnOf: (line: ScheduleLine) => number,
  entry: Entry,
  most = WIDEST,
): string[] {
  const widest = Math.min(most, Math.max(...headings.map((text) => text.length)) + 4);
  const fitting = Math.floor((room - LAST_COLUMN) / Math.max(headings.length - 1, 1));
  const columnWidth = Math.max(NARROWEST, Math.min(widest, fitting));
  const header = headings.map((text) => truncated(text, columnWidth - 2).padEnd(columnWidth)).join('');
  const rows = rowsOf(lines, (line) => {
    const indent = columnOf(line) * columnWidth;
    return ' '.repeat(indent) + entry(line, room - indent);
  });
  return [(' '.repeat(STEP_WIDTH) + header).trimEnd(), ...rows];
}

/** Puts the step's number before the first line of each step. */
export function rowsOf(lines: Lines, cell: (line: ScheduleLine) => string): string[] {
  let step = -1;
  return lines.map((line) => {
    if (typeof line === 'number') return `${' '.repeat(STEP_WIDTH)}… ${counted(line, 'line')} left out`;
    const number = line.step === step ? '' : String(line.step);
    step = line.step;
    return `${number.padStart(STEP_WIDTH - 2)}  ${cell(line)}`.trimEnd();
  });
}

/** `0.2` before `0.10`, a parent before its children. */
export function byTask(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

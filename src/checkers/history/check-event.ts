// What is demanded of a single event or operation, whatever stands before it: its type, its process, its name, its times.

import { describeValue } from '../values/describe';
import { HistoryError } from './history-error';

/** The five ways in which an operation ends. */
export const OUTCOMES: readonly string[] = ['ok', 'fail', 'mismatch', 'info', 'blocked'];

const EVENT_TYPES: readonly string[] = ['invoke', ...OUTCOMES, 'annotation'];

interface Checkable {
  readonly process: unknown;
  readonly type: unknown;
  readonly f: unknown;
  readonly time?: unknown;
  readonly line?: number;
}

/** @throws HistoryError if the event cannot be one, wherever it stands */
export function checkEvent(event: Checkable, position: number): void {
  const line = event.line ?? 0;
  if (!EVENT_TYPES.includes(event.type as string)) {
    throw new HistoryError(
      `event ${position}: expected a type of ${EVENT_TYPES.join(', ')}, got ${describeValue(event.type)}`,
      line,
      position,
    );
  }
  checkProcess(event.process, 'event', line, position);
  checkName(event.f, 'event', line, position);
  if (event.time !== undefined) checkTime(event.time, 'event', 'time', line, position);
}

export function checkProcess(process: unknown, what: string, line: number, position: number): void {
  if (typeof process === 'string' || (typeof process === 'number' && Number.isFinite(process))) return;
  throw new HistoryError(
    `${what} ${position}: expected a process (a number or a string), got ${describeValue(process)}`,
    line,
    position,
  );
}

export function checkName(f: unknown, what: string, line: number, position: number): void {
  if (typeof f === 'string' && f !== '') return;
  throw new HistoryError(
    `${what} ${position}: expected the operation's name \`f\` (a string), got ${describeValue(f)}`,
    line,
    position,
  );
}

export function checkTime(time: unknown, what: string, name: string, line: number, position: number): void {
  if (typeof time === 'number' && !Number.isNaN(time)) return;
  throw new HistoryError(
    `${what} ${position}: expected \`${name}\` to be a number of any unit, got ${describeValue(time)}`,
    line,
    position,
  );
}

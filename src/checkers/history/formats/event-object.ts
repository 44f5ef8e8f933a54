// An event as an object with names and plain values, which the Jepsen formats and JSON Lines have in common.

import { describeValue } from '../../values/describe';
import { kindOf } from '../../values/kind';
import type { AnnotationInput } from '../annotation';
import type { HistoryEvent } from '../event';
import { timelineOf } from '../events-of';
import type { EventInput, History } from '../history';
import { HistoryError } from '../history-error';
import type { ReadOptions, WriteOptions } from './format';
import { jsonValue } from './json-value';

/** Jepsen's name of the process that injects faults. */
const NEMESIS = 'nemesis';

/**
 * @param object names as in Jepsen: `process`, `type`, `f`, `value`, `time`, `error`; and ours: `key`, `id`, `step`
 * @param line 1-based
 * @throws HistoryError if it is no object
 */
export function eventFrom(object: unknown, line: number, options: ReadOptions): EventInput | AnnotationInput {
  if (typeof object !== 'object' || object === null || kindOf(object) !== 'record') {
    throw new HistoryError(`expected an event with process, type, f and value, got ${describeValue(object)}`, line);
  }
  const { process, type, value, key, id, time, step, error } = object as HistoryEvent;
  const f = (object as HistoryEvent).f ?? nameOf(object as HistoryEvent);
  const event: EventInput = { process, type, f, value, key, id, time: plainTime(time), step, error, line };
  if (process === NEMESIS) return { ...event, type: 'annotation', process };
  if (options.independent) unpack(event, line);
  return type === 'fail' && isRefusal(event, options.mismatch) ? { ...event, type: 'mismatch' } : event;
}

/** Histories of transactions often do without a name. Anything else without one is refused later. */
function nameOf({ value, type }: HistoryEvent): string {
  const isTransaction = Array.isArray(value) ? value.every(Array.isArray) : value === null && type !== 'invoke';
  return (isTransaction ? 'txn' : undefined) as string;
}

/** Nanoseconds since 1970 are beyond 2^53; what is lost is below a microsecond. */
function plainTime(time: unknown): number | undefined {
  return typeof time === 'bigint' ? Number(time) : ((time ?? undefined) as number | undefined);
}

function isRefusal(event: EventInput, mismatch: ReadOptions['mismatch']): boolean {
  return typeof mismatch === 'function' ? mismatch(event) : (mismatch?.includes(event.f) ?? false);
}

type Mutable = { -readonly [Name in keyof EventInput]: EventInput[Name] };

function unpack(event: Mutable, line: number): void {
  const tuple = event.value;
  if (Array.isArray(tuple) && tuple.length === 2) [event.key, event.value] = tuple;
  else if (event.type === 'invoke' || event.type === 'ok') {
    throw new HistoryError(`expected a tuple [key, value] of jepsen.independent, got ${describeValue(tuple)}`, line);
  }
}

export interface EventObject {
  process: unknown;
  type: string;
  f: string;
  key?: unknown;
  value?: unknown;
  id?: unknown;
  time?: unknown;
  step?: unknown;
  error?: unknown;
}

/** The events and annotations of a history as objects, in the order in which their names are written; what is undefined is not there. */
export function eventObjects(history: History, { independent = false }: WriteOptions): EventObject[] {
  return timelineOf(history).map((moment) => {
    const { process, type, f, value, time, key, id, step, error } = moment as EventInput;
    const object: EventObject = { process, type, f };
    if (independent && key !== undefined) object.value = [key, value === undefined ? null : value];
    else {
      if (key !== undefined) object.key = key;
      if (value !== undefined) object.value = value;
    }
    if (id !== undefined) object.id = id;
    if (time !== undefined) object.time = time;
    if (step !== undefined) object.step = step;
    if (error !== undefined) object.error = errorText(error);
    return object;
  });
}

/** Errors are written as their text, since no format has them. */
export function errorText(error: unknown): unknown {
  const object = (typeof error === 'object' && error !== null) || typeof error === 'function';
  return object && !isData(error) ? describeValue(error, 1000) : error;
}

function isData(value: object): boolean {
  try {
    jsonValue(value);
    return true;
  } catch {
    return false;
  }
}

/** The events as objects for JSON. */
export function jsonEvents(history: History, options: WriteOptions = {}): object[] {
  return eventObjects(history, options).map((event, index) => ({ index, ...jsonEvent(event) }));
}

/** Changes the event's values in place: it has just been made. */
export function jsonEvent(event: EventObject): EventObject {
  if ('key' in event) event.key = jsonValue(event.key);
  if ('value' in event) event.value = jsonValue(event.value);
  if ('error' in event) event.error = jsonValue(event.error);
  return event;
}

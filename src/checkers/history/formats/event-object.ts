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
  const { process, type, f, value, key, id, time, step, error } = object as HistoryEvent;
  const event: EventInput = { process, type, f, value, key, id, time: plainTime(time), step, error, line };
  if (process === NEMESIS) return { ...event, type: 'annotation', process };
  if (options.independent) unpack(event, line);
  return type === 'fail' && isRefusal(event, options.mismatch) ? { ...event, type: 'mismatch' } : event;
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

/** The events and annotations of a history as objects in the order in which their names are written. */
export function* eventObjects(history: History, { independent = false }: WriteOptions): Generator<EventObject> {
  for (const moment of timelineOf(history)) {
    const { process, type, f, value, time, key, id, step, error } = moment as EventInput;
    const tuple = independent && key !== undefined;
    yield {
      process,
      type,
      f,
      ...(key === undefined || tuple ? {} : { key }),
      ...(tuple ? { value: [key, value === undefined ? null : value] } : value === undefined ? {} : { value }),
      ...(id === undefined ? {} : { id }),
      ...(time === undefined ? {} : { time }),
      ...(step === undefined || step < 0 ? {} : { step }),
      ...(error === undefined ? {} : { error: errorText(error) }),
    };
  }
}

export type EventObject = Partial<Record<string, unknown>> & { readonly f: string; readonly type: string };

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
  return Array.from(eventObjects(history, options), (event, index) => ({ index, ...jsonEvent(event) }));
}

export function jsonEvent(event: EventObject): object {
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [name, jsonValue(value)]));
}

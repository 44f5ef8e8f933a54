// From what an expectation was given to a history. Structural, since a test may have another copy of the classes: `jest.resetModules`.

import type { EventInput, History, OperationInput } from '../src/checkers';

interface Makers {
  readonly History: typeof History;
}

/** @throws TypeError naming what can be given; HistoryError if it is no well-formed history */
export function historyFrom(received: unknown, matcher: string, { History }: Makers): History {
  const given = isRecorder(received) ? received.history() : received;
  if (given instanceof History) return given;
  if (isHistory(given)) return History.fromOperations(given.operations, given.annotations ?? []);
  if (Array.isArray(given) && given.every(isObject)) {
    const isForm = given.length > 0 && 'call' in (given[0] as object);
    return isForm ? History.fromOperations(given as OperationInput[]) : History.fromEvents(given as EventInput[]);
  }
  const what = given === null ? 'null' : typeof given;
  throw new TypeError(
    `${matcher} expects a History, a HistoryRecorder, or an array of events or operations, got ${what === 'object' ? 'an object' : what}`,
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isRecorder(value: unknown): value is { history(): unknown } {
  return isObject(value) && typeof (value as { history?: unknown }).history === 'function';
}

function isHistory(value: unknown): value is Pick<History, 'operations' | 'annotations'> {
  return isObject(value) && Array.isArray((value as { operations?: unknown }).operations);
}

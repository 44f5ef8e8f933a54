// What a transaction did, step by step: reads the forms in which a history may say so.

import { HistoryError } from '../history/history-error';
import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';

/** `['r', key, value]` (the value as read), `['w', key, value]`, `['append', key, element]`. */
export type MicroOperation = readonly ['r' | 'w' | 'append', unknown, unknown];

/**
 * Of `txn` the list that came back, or what was asked for where nothing came back; `read`, `write` and `append` of a `key` count as transactions of one step.
 * @throws HistoryError naming the operation and its line
 */
export function microOperationsOf(operation: Operation): readonly MicroOperation[] {
  const { f, key, input, output, outcome } = operation;
  if (f === 'txn') {
    const given = outcome === 'ok' && output !== undefined && output !== null ? output : input;
    if (!Array.isArray(given)) throw malformed(operation, given);
    for (let at = 0; at < given.length; at++) if (!isMicroOperation(given[at])) throw malformed(operation, given[at]);
    return given;
  }
  if (f === 'read' || f === 'get') return [['r', key, outcome === 'ok' ? output : undefined]];
  if (f === 'write' || f === 'put') return [['w', key, input]];
  if (f === 'append') return [['append', key, input]];
  throw new HistoryError(
    `operation ${operation.index}: expected a transaction (txn, read, write or append), got ${f}`,
    operation.line,
    operation.index,
  );
}

function isMicroOperation(value: unknown): value is MicroOperation {
  if (!Array.isArray(value)) return false;
  const name = value[0];
  return name === 'r' || ((name === 'w' || name === 'append') && value.length === 3);
}

function malformed({ index, line }: Operation, given: unknown): HistoryError {
  return new HistoryError(
    `operation ${index}: expected a list of micro-operations like ['append', 'x', 1], ['w', 'x', 1] or ['r', 'x', null], got ${describeValue(given)}`,
    line,
    index,
  );
}

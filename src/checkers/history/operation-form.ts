// The operation form of a history: whole operations with a call and a return time.

import { HistoryError } from './history-error';
import type { Operation } from './operation';

/** What must be given of an operation; the rest has defaults. */
export type OperationInput = Pick<Operation, 'process' | 'f' | 'call'> & Partial<Operation>;

const OUTCOMES = new Set(['ok', 'fail', 'mismatch', 'info', 'blocked']);

/**
 * Fills in what may be left out (`outcome` is `ok` if there is a return time, else `info`), validates, and sorts by call.
 * @throws HistoryError naming the operation and its line
 */
export function completeOperations(inputs: Iterable<OperationInput>): readonly Operation[] {
  const completed = Array.from(inputs, complete);
  completed.sort((a, b) => a.call - b.call || a.index - b.index);
  return completed.map((operation, index) => (operation.index === index ? operation : { ...operation, index }));
}

function complete(given: OperationInput, index: number): Operation {
  const outcome = given.outcome ?? (given.return === undefined ? 'info' : 'ok');
  const line = given.line ?? 0;
  if (!OUTCOMES.has(outcome)) {
    throw new HistoryError(
      `operation ${index}: expected an outcome of ${[...OUTCOMES].join(', ')}, got ${outcome}`,
      line,
      index,
    );
  }
  const open = outcome === 'info' || outcome === 'blocked';
  const end = open ? Number.POSITIVE_INFINITY : (given.return ?? given.call);
  if (!(end >= given.call)) {
    throw new HistoryError(
      `operation ${index} (${given.f}) returns at ${end}, before its call at ${given.call}`,
      line,
      index,
    );
  }
  const { process, f, call, key, input, output, step = -1, error } = given;
  return { index, process, f, key, input, output, outcome, call, return: end, step, line, error };
}

// The operation form of a history: whole operations with a call and a return time.

import { describeValue } from '../values/describe';
import { checkName, checkProcess, checkTime, OUTCOMES } from './check-event';
import { HistoryError } from './history-error';
import { Incarnations } from './incarnations';
import type { Operation } from './operation';

/** What must be given of an operation; the rest has defaults. */
export type OperationInput = Pick<Operation, 'process' | 'f' | 'call'> & Partial<Operation>;

/**
 * Fills in what may be left out (`outcome` is `ok` if there is a return time, else `info`), validates, and sorts by call. Operations of one
 * process may overlap: nothing has to be paired here. Criteria that go by the order of a process refuse that (`sequential/threads.ts`).
 * @throws HistoryError naming the operation and its line
 */
export function completeOperations(inputs: Iterable<OperationInput>): readonly Operation[] {
  const completed = Array.from(inputs, complete);
  completed.sort((a, b) => a.call - b.call || a.index - b.index);
  const incarnations = new Incarnations();
  completed.forEach((operation, index) => {
    operation.index = index;
    incarnations.invoked(operation);
    if (operation.outcome === 'info') incarnations.crashed(operation);
  });
  incarnations.rename(completed);
  return completed;
}

type Draft = { -readonly [Name in keyof Operation]: Operation[Name] };

function complete(given: OperationInput, index: number): Draft {
  const { process, f, call, key, input, step = -1, line = 0, error } = given;
  const outcome = given.outcome ?? (given.return === undefined ? 'info' : 'ok');
  checkProcess(process, 'operation', line, index);
  checkName(f, 'operation', line, index);
  checkTime(call, 'operation', 'call', line, index);
  if (!OUTCOMES.includes(outcome)) {
    throw new HistoryError(
      `operation ${index}: expected an outcome of ${OUTCOMES.join(', ')}, got ${describeValue(outcome)}`,
      line,
      index,
    );
  }
  if (given.return !== undefined) checkTime(given.return, 'operation', 'return', line, index);
  const open = outcome === 'info' || outcome === 'blocked';
  const end = open ? Number.POSITIVE_INFINITY : (given.return ?? call);
  if (end < call) {
    throw new HistoryError(`operation ${index}: ${f} returns at ${end}, before its call at ${call}`, line, index);
  }
  const output = open ? undefined : given.output;
  return { index, process, f, key, input, output, outcome, call, return: end, step, line, error };
}

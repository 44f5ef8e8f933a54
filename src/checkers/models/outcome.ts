// What the outcomes of operations mean to the built-in models.

import type { Operation } from '../history/operation';
import type { Reading } from './define-model';

/** Nobody knows the result: `info`, or `blocked`, where it is asked what the operation could do if it went on. */
export function isUnknown({ outcome }: Operation): boolean {
  return outcome === 'info' || outcome === 'blocked';
}

/** It happened and was refused. */
export function isRefused({ outcome, output }: Operation): boolean {
  return outcome === 'mismatch' || (outcome === 'ok' && output === false);
}

/** undefined and null both stand for nothing: no value there, no argument. */
export function orNothing(value: unknown): unknown {
  return value ?? null;
}

/**
 * What a yes-or-no question was answered; null: nobody looked. A refusal is a no.
 * @throws OperationError for a result that is neither
 */
export function answerOf(operation: Operation, reading: Reading): boolean | null {
  if (operation.outcome === 'mismatch') return false;
  const { output } = operation;
  if (isUnknown(operation) || output === undefined || output === null) return null;
  if (typeof output !== 'boolean') throw reading.malformed('a result true or false', output);
  return output;
}

/**
 * Whether an operation whose result says so had an effect (`add` was new, `delete` found the key); null: the result does not say.
 * Other results than true and false are no answer, such as the Set that `Set.prototype.add` returns.
 */
export function effectOf({ outcome, output }: Operation): boolean | null {
  if (outcome === 'mismatch') return false;
  return outcome === 'ok' && typeof output === 'boolean' ? output : null;
}

/**
 * The number of units that an operation is about, 1 if none is given.
 * @throws OperationError for other values
 */
export function countOf({ input }: Operation, reading: Reading): number {
  if (input === undefined || input === null) return 1;
  if (!Number.isSafeInteger(input) || (input as number) < 1) {
    throw reading.malformed('an input that is an integer of at least 1, or none for 1', input);
  }
  return input as number;
}

/** @throws OperationError for a result that is no whole number. Null if nobody looked. */
export function numberOf(operation: Operation, reading: Reading): number | null {
  const { output } = operation;
  if (isUnknown(operation) || output === undefined || output === null) return null;
  if (!Number.isSafeInteger(output)) throw reading.malformed('a result that is an integer', output);
  return output as number;
}

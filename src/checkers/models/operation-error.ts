// An operation that a model cannot read: the history is wrong, or it is checked against the wrong model.

import type { Operation } from '../history/operation';
import { didYouMean } from '../nearest-name';
import { describeValue } from '../values/describe';

/** `message` names the line if there is one, the model, the operation, and what was expected. */
export class OperationError extends TypeError {
  override readonly name = 'OperationError';
}

export function unknownOperation(model: string, operation: Operation, known: readonly string[]): OperationError {
  const advice = didYouMean(operation.f, known, '"');
  return new OperationError(
    `${where(operation)}The model "${model}" has no operation ${describeValue(operation.f)}. It has ${known.join(', ')}${advice}`,
  );
}

/** @param expected what the operation should look like, as in `an input [from, to]` */
export function malformedOperation(
  model: string,
  operation: Operation,
  expected: string,
  got: unknown,
): OperationError {
  return new OperationError(
    `${where(operation)}"${operation.f}" of the model "${model}" needs ${expected}, got ${describeValue(got)}`,
  );
}

/** @param why what `NoKeyError` says */
export function incomparableOperation(model: string, operation: Operation, why: string): OperationError {
  return new OperationError(
    `${where(operation)}"${operation.f}" of the model "${model}" has a value that cannot be compared: ${why}. Record plain values: primitives, arrays, objects`,
  );
}

function where({ line }: Operation): string {
  return line > 0 ? `line ${line}: ` : '';
}

// Calls a function of a model and turns what it does wrong into a ModelError.

import { describeValue } from '../values/describe';
import type { Model } from './model';
import { ModelError } from './model-error';

/**
 * @param what is called, for the message: `init()`, `write 3 in state 1`; a function, since it is seldom needed
 * @throws ModelError if the call throws or answers with a promise
 */
export function askModel<Result>(model: Model, what: () => string, call: () => Result): Result {
  let result: Result;
  try {
    result = call();
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw new ModelError(`The model "${model.name}" threw at ${what()}: ${describeValue(error)}`, { cause: error });
  }
  if (typeof result === 'object' && typeof (result as { then?: unknown } | null)?.then === 'function') {
    throw new ModelError(
      `The model "${model.name}" returned a promise at ${what()}. Models are synchronous: return the state itself.`,
    );
  }
  return result;
}

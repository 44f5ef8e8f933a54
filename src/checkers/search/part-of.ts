// Which part of an object an operation works on, as its model says.

import type { Operation } from '../history/operation';
import { askModel } from '../models/ask-model';
import type { Model } from '../models/model';
import { describeOperation } from '../values/describe-operation';

/**
 * @returns the part's key, undefined for an operation on the whole object
 * @throws ModelError if the model's `partition` throws
 */
export function partOf(model: Model, operation: Operation): unknown {
  return askModel(
    model,
    () => `partition(${describeOperation(operation)})`,
    () => model.partition?.(operation),
  );
}

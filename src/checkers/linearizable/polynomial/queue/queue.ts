// FIFO queue with distinct values: decided in O(n log n). Where the order of the values comes from is in `queue-order`, how it becomes one of operations
// in `queue-merge`.
//
// The rules are those of Henzinger, Sezgin and Vafeiadis ("Aspect-oriented linearizability proofs", CONCUR 2013) with peeks added.

import type { Operation } from '../../../history/operation';
import type { Model } from '../../../models/model';
import { checkContainer } from '../containers/container';
import type { Lifetimes } from '../containers/lifetimes';
import { emptyViolation, occupiedTimes, timesOfEmpties } from '../containers/occupied';
import { sortedBy } from '../containers/sorted-by';
import type { PolynomialCheck, PolynomialOutcome } from '../polynomial';
import { mergeQueue } from './queue-merge';
import { isOrder, orderOfValues } from './queue-order';
import { fifoViolation } from './queue-violation';

/**
 * Decides histories of `enqueue(x)`, `dequeue -> x` and `peek -> x` (null or refused: was empty) on a queue that starts empty.
 * Declines repeated values, values without a key, refused and blocked enqueues, and sometimes dequeues with unknown result.
 * @returns ok with an order, violation with its operations, or null if the preconditions do not hold
 */
export const queueCheck: PolynomialCheck = (operations: readonly Operation[], model: Model) =>
  checkContainer(operations, model, { insert: 'enqueue', remove: 'dequeue', peek: 'peek' }, decide);

function decide(lifetimes: Lifetimes): PolynomialOutcome {
  const byInside = sortedBy(lifetimes.insideFrom);
  const values = orderOfValues(lifetimes, byInside);
  if (!isOrder(values)) return fifoViolation(lifetimes, values);
  const emptyTimes = timesOfEmpties(lifetimes.empties, occupiedTimes(lifetimes, byInside));
  if (!('length' in emptyTimes)) return emptyViolation(lifetimes, emptyTimes);
  const order = mergeQueue(lifetimes, values, emptyTimes);
  return order && { verdict: 'ok', order };
}

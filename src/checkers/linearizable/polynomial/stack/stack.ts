// Stack with distinct values: decided in O(n log n) without peeks, at worst O(n^2 log n) with them. How values lie on top of each other is found in
// `stack-blocks`; here the ones that need not stay are put between.

import type { Operation } from '../../../history/operation';
import type { Model } from '../../../models/model';
import { checkContainer } from '../containers/container';
import type { Lifetimes } from '../containers/lifetimes';
import { emptyViolation, occupiedTimes, timesOfEmpties } from '../containers/occupied';
import { sortedBy } from '../containers/sorted-by';
import type { PolynomialCheck, PolynomialOutcome } from '../polynomial';
import { StackBlocks, sortedPauses } from './stack-blocks';
import { lifoViolation } from './stack-violation';

/**
 * Decides histories of `push(x)`, `pop -> x` and `peek -> x` (null or refused: was empty) on a stack that starts empty.
 * Declines repeated values, values without a key, refused and blocked pushes, and sometimes pops with unknown result.
 * @returns ok with an order, violation with its operations, or null if the preconditions do not hold
 */
export const stackCheck: PolynomialCheck = (operations: readonly Operation[], model: Model) =>
  checkContainer(operations, model, { insert: 'push', remove: 'pop', peek: 'peek' }, decide);

function decide(lifetimes: Lifetimes): PolynomialOutcome {
  const { insideFrom, insideUntil, empties } = lifetimes;
  const byInside = sortedBy(insideFrom);
  const emptyTimes = timesOfEmpties(empties, occupiedTimes(lifetimes, byInside));
  if (!('length' in emptyTimes)) return emptyViolation(lifetimes, emptyTimes);
  const staying = byInside.filter((value) => insideFrom[value]! < insideUntil[value]!);
  const order = new StackBlocks(lifetimes, staying).order(sortedPauses(empties, emptyTimes));
  if ('cluster' in order) return lifoViolation(lifetimes, order);
  const passing = sortedBy(insideUntil).filter((value) => insideFrom[value]! >= insideUntil[value]!);
  return { verdict: 'ok', order: withPassing(lifetimes, order, passing) };
}

/**
 * All operations of a passing value can happen at one time, `insideUntil`, one directly after the other, whatever lies below. They go before
 * the first operation of the order that cannot have happened by then.
 * @param passing in order of `insideUntil`
 */
function withPassing(
  { insertions, peeks, removals, insideUntil }: Lifetimes,
  order: readonly Operation[],
  passing: Int32Array,
): Operation[] {
  const result: Operation[] = [];
  let next = 0;
  const passUntil = (time: number) => {
    for (; next < passing.length && insideUntil[passing[next]!]! < time; next++) {
      const value = passing[next]!;
      result.push(insertions[value]!);
      for (const peek of peeks[value] ?? []) result.push(peek);
      result.push(removals[value]!);
    }
  };
  let happened = Number.NEGATIVE_INFINITY;
  for (const operation of order) {
    happened = Math.max(happened, operation.call);
    passUntil(happened);
    result.push(operation);
  }
  passUntil(Number.POSITIVE_INFINITY);
  return result;
}

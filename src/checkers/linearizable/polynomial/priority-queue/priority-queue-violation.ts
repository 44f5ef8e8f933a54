// Why a value cannot have come out of a priority queue when it did.

import type { Operation } from '../../../history/operation';
import { evidence, insideText } from '../containers/evidence';
import type { Lifetimes } from '../containers/lifetimes';
import { coverOf } from '../containers/occupied';
import { named, violation } from '../describe-pattern';
import type { PolynomialOutcome } from '../polynomial';

/**
 * @param smaller the values that have to come out before
 * @param operation removal of the value or peek at it, during all of which smaller ones were inside
 */
export function priorityViolation(
  lifetimes: Lifetimes,
  smaller: readonly number[],
  value: number,
  operation: Operation,
): PolynomialOutcome {
  const isRemoval = operation === lifetimes.removals[value];
  const from = isRemoval ? lifetimes.insideUntil[value]! : Math.max(operation.call, lifetimes.called[value]!);
  const cover = coverOf(lifetimes, smaller, { from, until: operation.return, ends: 'closed' });
  const text = `all the time that ${named(operation)} can have happened, ${insideText(lifetimes, cover)}: smaller, so it comes first`;
  return violation('priority order', text, [operation, ...evidence(lifetimes, [value, ...cover])]);
}

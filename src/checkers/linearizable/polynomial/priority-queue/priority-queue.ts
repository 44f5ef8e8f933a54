// Priority queue with distinct values: decided in O(n log n).
//
// A value can come out when none of a smaller rank is surely inside (`insideFrom` to `insideUntil`, an open interval), and the same goes for peeks. That
// these times exist is not only necessary but enough, if every value comes out at the earliest of them, is peeked at in the latest ones before, and goes in
// as late as possible: were a smaller value x inside then when y comes out or is peeked at, at time t, x would not surely be inside at t, so t lies before its
// `insideFrom` or behind its `insideUntil`, where everything that is free for y is free for x too; so x would have gone in later or come out earlier.
// (That the problem is O(n log n) is due to Lee and Mathur, OOPSLA 2025; the algorithm is our own.)

import type { Operation } from '../../../history/operation';
import type { Model } from '../../../models/model';
import { checkContainer } from '../containers/container';
import type { Container } from '../containers/container-operation';
import type { Lifetimes } from '../containers/lifetimes';
import { emptyViolation } from '../containers/occupied';
import type { PolynomialCheck, PolynomialOutcome } from '../polynomial';
import { FreeTimes } from './free-times';
import { PriorityQueueOrder } from './priority-queue-order';
import { priorityViolation } from './priority-queue-violation';
import { Ranks } from './ranks';

const CONTAINER: Container = { insert: 'insert', remove: 'extractMin', peek: 'peek' };

/**
 * Decides histories of `insert(x)`, `extractMin -> x` and `peek -> x` (null or refused: was empty) on a priority queue that starts empty; which
 * value comes first is asked of the model. Declines repeated values, values without a key, refused and blocked inserts, and sometimes
 * removals with unknown result.
 * @returns ok with an order, violation with its operations, or null if the preconditions do not hold
 */
export const priorityQueueCheck: PolynomialCheck = (operations: readonly Operation[], model: Model) =>
  checkContainer(operations, model, CONTAINER, (lifetimes) => {
    if (lifetimes.count === 0) return decide(operations, lifetimes, []);
    const ranks = new Ranks(lifetimes, model, CONTAINER.remove);
    const order = ranks.order();
    if (order === null) return null;
    // As if no two values were equal: that is stricter. Only a violation has to know better.
    const outcome = decide(
      operations,
      lifetimes,
      Array.from(order, (value) => [value]),
    );
    return outcome?.verdict === 'ok' ? outcome : decide(operations, lifetimes, groupsOfEquals(order, ranks));
  });

function groupsOfEquals(order: Int32Array, ranks: Ranks): number[][] {
  const groups: number[][] = [];
  for (const [at, value] of order.entries()) {
    if (at > 0 && ranks.equal(order[at - 1]!, value)) groups.at(-1)!.push(value);
    else groups.push([value]);
  }
  return groups;
}

/** @param groups of values, smallest first; those of a group may come out in any order */
function decide(
  operations: readonly Operation[],
  lifetimes: Lifetimes,
  groups: readonly (readonly number[])[],
): PolynomialOutcome {
  const { insideFrom, insideUntil, removals, empties } = lifetimes;
  const free = new FreeTimes(operations);
  const order = new PriorityQueueOrder(operations.length, lifetimes.count);
  const smaller: number[] = [];
  let place = 0;
  for (const group of groups) {
    for (const value of group) {
      const out = free.from(free.position(insideUntil[value]!));
      const removal = removals[value]!;
      if (removal !== null && out > free.position(removal.return)) {
        return priorityViolation(lifetimes, smaller, value, removal);
      }
      const impossible = placeValue(lifetimes, free, order, value, place++, out);
      if (impossible !== null) return priorityViolation(lifetimes, smaller, value, impossible);
    }
    for (const value of group) {
      free.take(free.position(insideFrom[value]!), free.position(insideUntil[value]!));
      smaller.push(value);
    }
  }
  for (const empty of empties) {
    const time = free.from(free.position(empty.call));
    if (time > free.position(empty.return)) return emptyViolation(lifetimes, empty);
    order.empty(empty, time);
  }
  return { verdict: 'ok', order: order.operations() };
}

/** @returns a peek that cannot have happened */
function placeValue(
  { called, insertions, removals, peeks }: Lifetimes,
  free: FreeTimes,
  order: PriorityQueueOrder,
  value: number,
  place: number,
  out: number,
): Operation | null {
  const insertion = insertions[value]!;
  const seen = (peeks[value] ?? []).map((peek) => free.until(Math.min(out, free.position(peek.return))));
  const goesIn = Math.min(out, free.position(insertion.return));
  const passage = { place, in: seen.reduce((least, time) => Math.min(least, time), goesIn), out };
  for (const [at, time] of seen.entries()) {
    const peek = peeks[value]![at]!;
    if (time < free.position(Math.max(peek.call, called[value]!))) return peek;
    order.peek(peek, passage, time);
  }
  order.insertion(insertion, passage);
  const removal = removals[value]!;
  if (removal !== null) order.removal(removal, passage);
  return null;
}

// From an order of values to one of operations: enqueues and what is seen at the front are each in the order of the values, so that only these two sequences
// have to be merged, in the order that real time asks for. That this never gets stuck follows from how the values were ordered.

import type { Operation } from '../../../history/operation';
import type { Lifetimes } from '../containers/lifetimes';
import { sortedBy } from '../containers/sorted-by';

/** An operation at the front, and how many enqueues have to come before it and how many may. */
interface Front {
  readonly operations: Operation[];
  readonly enqueuesBefore: Int32Array;
  /** For operations that found the queue empty: no more enqueues than these may come before. */
  readonly enqueuesAtMost: Int32Array;
  readonly length: number;
}

/**
 * @param values in order
 * @param emptyTimes when each empty operation happened
 * @returns null if it got stuck
 */
export function mergeQueue(
  lifetimes: Lifetimes,
  values: Int32Array,
  emptyTimes: Float64Array,
): readonly Operation[] | null {
  const enqueues = Array.from(values, (value) => lifetimes.insertions[value]!);
  const front = frontOf(lifetimes, values, emptyTimes);
  const enqueueReturns = earliestReturns(enqueues);
  const frontReturns = earliestReturns(front.operations);
  const order: Operation[] = [];
  const total = enqueues.length + front.length;
  for (let enqueued = 0, passed = 0; order.length < total; ) {
    const seen = front.operations[passed];
    if (seen !== undefined && front.enqueuesBefore[passed]! <= enqueued && enqueueReturns[enqueued]! >= seen.call) {
      order.push(seen);
      passed++;
      continue;
    }
    const enqueue = enqueues[enqueued];
    if (enqueue === undefined || frontReturns[passed]! < enqueue.call) return null;
    if (passed < front.length && front.enqueuesAtMost[passed]! <= enqueued) return null;
    order.push(enqueue);
    enqueued++;
  }
  return order;
}

function frontOf(lifetimes: Lifetimes, values: Int32Array, emptyTimes: Float64Array): Front {
  const { insideUntil, peeks, removals, empties } = lifetimes;
  const operations: Operation[] = [];
  const before: number[] = [];
  const emptyOrder = sortedBy(emptyTimes);
  const most: number[] = [];
  let nextEmpty = 0;
  const add = (operation: Operation, enqueuesBefore: number, enqueuesAtMost: number) => {
    operations.push(operation);
    before.push(enqueuesBefore);
    most.push(enqueuesAtMost);
  };
  for (let at = 0; at <= values.length; at++) {
    const until = at < values.length ? insideUntil[values[at]!]! : Number.POSITIVE_INFINITY;
    for (; nextEmpty < emptyOrder.length && emptyTimes[emptyOrder[nextEmpty]!]! < until; nextEmpty++) {
      add(empties[emptyOrder[nextEmpty]!]!, at, at);
    }
    if (at === values.length) break;
    const value = values[at]!;
    for (const peek of peeks[value] ?? []) add(peek, at + 1, values.length + 1);
    const removal = removals[value]!;
    if (removal !== null) add(removal, at + 1, values.length + 1);
  }
  return {
    operations,
    enqueuesBefore: Int32Array.from(before),
    enqueuesAtMost: Int32Array.from(most),
    length: operations.length,
  };
}

/** Of each operation and all behind it; one more at the end: Infinity. */
function earliestReturns(operations: readonly Operation[]): Float64Array {
  const earliest = new Float64Array(operations.length + 1).fill(Number.POSITIVE_INFINITY);
  for (let at = operations.length - 1; at >= 0; at--) {
    earliest[at] = Math.min(earliest[at + 1]!, operations[at]!.return);
  }
  return earliest;
}

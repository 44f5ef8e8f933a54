// Puts operations that are legal everywhere (a read whose result nobody kept) into an order that is legal without them.

import type { Operation } from '../../../history/operation';

/**
 * An operation goes directly before the first one that was called after it had returned: whatever returned before its call comes before that one.
 * @param order that keeps real time
 * @param unconstrained in order of their calls
 */
export function insertUnconstrained(
  order: readonly Operation[],
  unconstrained: readonly Operation[],
): readonly Operation[] {
  if (unconstrained.length === 0) return order;
  const latestCalls = new Float64Array(order.length);
  let latest = Number.NEGATIVE_INFINITY;
  order.forEach((operation, at) => {
    latestCalls[at] = latest = Math.max(latest, operation.call);
  });
  const before: Operation[][] = Array.from({ length: order.length + 1 });
  for (const operation of unconstrained) {
    const at = firstAbove(latestCalls, operation.return);
    (before[at] ??= []).push(operation);
  }
  const result: Operation[] = [];
  for (let at = 0; at <= order.length; at++) {
    for (const operation of before[at] ?? []) result.push(operation);
    if (at < order.length) result.push(order[at]!);
  }
  return result;
}

function firstAbove(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

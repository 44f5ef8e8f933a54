// From an order for each part to one order for the whole history: linearizability is local (Herlihy and Wing, TOPLAS 1990).

import type { Operation } from '../history/operation';

/**
 * Each operation takes effect at the latest call up to it in its part's order, which lies inside its interval; by these points the orders are merged.
 * @param orders legal orders of the parts, each respecting real time
 */
export function mergeOrders(orders: readonly (readonly Operation[])[]): readonly Operation[] {
  if (orders.length === 1) return orders[0] as readonly Operation[];
  const points: { readonly at: number; readonly operation: Operation }[] = [];
  for (const order of orders) {
    let at = Number.NEGATIVE_INFINITY;
    for (const operation of order) {
      at = Math.max(at, operation.call);
      points.push({ at, operation });
    }
  }
  return points.sort((a, b) => a.at - b.at).map(({ operation }) => operation);
}

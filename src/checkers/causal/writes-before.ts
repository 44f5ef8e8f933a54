// Which writes of a key an operation has behind it, one for each session: the last ones, which stand for those before them.

import type { OrderClocks } from './order-clocks';
import { INITIAL, type SessionHistory } from './session-history';

/**
 * The last write of the key that comes before the operation, in each session that has one. The operation itself is none of them.
 * O(k log n).
 */
export function lastWritesBefore(history: SessionHistory, clocks: OrderClocks, node: number, key: number): number[] {
  const found: number[] = [];
  for (const [session, writes] of history.writes[key] as ReadonlyMap<number, readonly number[]>) {
    const own = history.session[node] === session ? 1 : 0;
    const index = countBefore(history, writes, clocks.seen(node, session) - own) - 1;
    if (index >= 0) found.push(writes[index] as number);
  }
  return found;
}

/**
 * The first entered write of the key that comes after the operation, in each session that has one; after INITIAL come all.
 * O(k log n).
 */
export function firstWritesAfter(history: SessionHistory, clocks: OrderClocks, node: number, key: number): number[] {
  const found: number[] = [];
  for (const writes of (history.writes[key] as ReadonlyMap<number, readonly number[]>).values()) {
    const first = firstAfter(clocks, node, writes);
    if (first !== undefined && clocks.isEntered(first)) found.push(first);
  }
  return found;
}

/** How many of the writes of a session have a position below the given one. */
function countBefore({ position }: SessionHistory, writes: readonly number[], limit: number): number {
  let low = 0;
  let high = writes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((position[writes[middle] as number] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Writes that are not entered come behind those that are. */
function firstAfter(clocks: OrderClocks, node: number, writes: readonly number[]): number | undefined {
  if (node === INITIAL) return writes[0];
  let low = 0;
  let high = writes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const write = writes[middle] as number;
    if (!clocks.isEntered(write) || (write !== node && clocks.precedes(node, write))) high = middle;
    else low = middle + 1;
  }
  return writes[low];
}

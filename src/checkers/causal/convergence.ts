// The bad pattern that causal convergence (CCv) has beside those of CC: CyclicCF, two writes that reads have seen in different orders.

import type { Pattern } from '../result';
import { describePath, nodesOf, patternOf } from './explain';
import { findCycle } from './find-cycle';
import type { EdgeReason, OrderClocks } from './order-clocks';
import { INITIAL, NONE, type SessionHistory } from './session-history';
import { lastWritesBefore } from './writes-before';

interface Conflict {
  readonly write: number;
  readonly read: number;
}

/**
 * A write that comes before a read, and is not what it read, must come before what it read, for everybody (the conflict order). Those orders and the causal order
 * together must have no cycle. O(n k log n).
 */
export function cyclicConflict(history: SessionHistory, clocks: OrderClocks): Pattern | null {
  const { from, readKey, parent } = history;
  const overwrites: (Conflict[] | undefined)[] = [];
  for (let read = 0; read < from.length; read++) {
    const write = from[read] as number;
    if (write <= INITIAL) continue;
    for (const older of lastWritesBefore(history, clocks, read, readKey[read] as number)) {
      if (older === write || clocks.precedes(older, write)) continue;
      const list = overwrites[write];
      if (list) list.push({ write: older, read });
      else overwrites[write] = [{ write: older, read }];
    }
  }
  const path = findCycle(from.length, (node) => {
    const before: (readonly [number, EdgeReason])[] = (overwrites[node] ?? []).map(({ write, read }) => [write, read]);
    if (parent[node] !== NONE) before.push([parent[node] as number, 'session']);
    if ((from[node] as number) > INITIAL) before.push([from[node] as number, 'read']);
    return before;
  });
  if (!path) return null;
  return patternOf(
    history,
    'CyclicCF',
    nodesOf(path),
    `No order of the writes fits all reads: ${describePath(history, path)}`,
  );
}

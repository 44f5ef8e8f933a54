// The bad patterns that causal memory (CM) has beside those of CC: WriteHBInitRead and CyclicHB. Each process may see the writes in an order of its own, but in
// one order for all its reads.

import type { Pattern } from '../result';
import { readOfInitial } from './causal-consistency';
import { describePath, nameOf, nodesOf, patternOf } from './explain';
import type { OrderClocks } from './order-clocks';
import { INITIAL, type SessionHistory } from './session-history';
import { lastWritesBefore } from './writes-before';

/**
 * For each process, the happened-before order of its last operation, which contains those of its earlier ones: the causal order, and for each read of the process all
 * writes of the key that happened before it and are not what it read happened before what it read. Operations are entered in causal order, and what is added reaches back only to
 * what has been entered. O(k n k log n) if few orders have to be passed on, and never more than O(k² n²).
 */
export function causalMemoryPattern(history: SessionHistory, clocks: OrderClocks, order: Int32Array): Pattern | null {
  for (const session of history.sessions) {
    const pattern = sessionPattern(history, clocks, order, session);
    if (pattern) return pattern;
  }
  return null;
}

function sessionPattern(
  history: SessionHistory,
  clocks: OrderClocks,
  order: Int32Array,
  session: readonly number[],
): Pattern | null {
  const { from, readKey } = history;
  const own = history.session[session[0] as number] as number;
  const pending: number[] = [];
  const isRead = (node: number) => history.session[node] === own && (from[node] as number) >= INITIAL;
  clocks.clear();
  clocks.onGrowth = (node) => {
    if (isRead(node)) pending.push(node);
  };
  for (const node of order) {
    clocks.enter(node);
    if (isRead(node)) pending.push(node);
    for (let read = pending.pop(); read !== undefined; read = pending.pop()) {
      const write = from[read] as number;
      for (const older of lastWritesBefore(history, clocks, read, readKey[read] as number)) {
        if (write === INITIAL) return readOfInitial(history, clocks, older, read, 'WriteHBInitRead');
        if (!clocks.add(older, write, read)) return cyclicPattern(history, clocks, older, write, read);
      }
    }
  }
  return null;
}

function cyclicPattern(
  history: SessionHistory,
  clocks: OrderClocks,
  older: number,
  write: number,
  read: number,
): Pattern {
  const path = clocks.path(write, older);
  const text =
    `Process ${history.operations[read]?.process} has seen writes in orders that contradict each other. ${nameOf(history, read)} found the value of ` +
    `${nameOf(history, write)}, so ${nameOf(history, older)}, which comes before that read, must come before that write. But: ${describePath(history, path)}`;
  return patternOf(history, 'CyclicHB', [read, ...nodesOf(path)], text);
}

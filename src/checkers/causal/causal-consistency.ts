// The bad patterns of causal consistency (CC): CyclicCO, WriteCOInitRead, ThinAirRead, WriteCORead. CCv and CM have them too.

import type { Pattern } from '../result';
import { describePath, nameOf, nodesOf, patternOf } from './explain';
import type { OrderClocks } from './order-clocks';
import { INITIAL, type SessionHistory } from './session-history';
import { type TopologicalOrder, topologicalOrder } from './topological-order';
import { lastWritesBefore } from './writes-before';

/** A value that nobody wrote, or operations that come before themselves. O(n). */
export function orderOrPattern(history: SessionHistory): Int32Array | Pattern {
  const [nowhere] = history.thinAir;
  if (nowhere !== undefined) {
    return patternOf(
      history,
      'ThinAirRead',
      [nowhere],
      `${nameOf(history, nowhere)} found a value that nobody wrote and that is not the initial one`,
    );
  }
  const sorted = topologicalOrder(history);
  return sorted.order ?? cyclicCausalOrder(history, sorted);
}

/** CyclicCO: the order of the processes and of reads behind what they read goes in a circle. */
function cyclicCausalOrder(history: SessionHistory, { cycle }: TopologicalOrder): Pattern {
  const nodes = cycle as readonly number[];
  const closed = [...nodes, nodes[0] as number];
  const reasons = nodes.map((node, index) => (history.from[closed[index + 1] as number] === node ? 'read' : 'session'));
  const text = `Causes go in a circle: ${describePath(history, { nodes: closed, reasons: reasons as ('read' | 'session')[] })}`;
  return patternOf(history, 'CyclicCO', nodes, text);
}

/** Enters all operations in the order. O(n k). */
export function enterAll(clocks: OrderClocks, order: Int32Array): void {
  for (const node of order) clocks.enter(node);
}

/** WriteCOInitRead and WriteCORead: a read of what was overwritten in its causal past. O(n k log n). */
export function overwrittenRead(history: SessionHistory, clocks: OrderClocks): Pattern | null {
  const { from, readKey } = history;
  for (let read = 0; read < from.length; read++) {
    const write = from[read] as number;
    if (write < INITIAL) continue;
    for (const newer of lastWritesBefore(history, clocks, read, readKey[read] as number)) {
      if (write === INITIAL) return readOfInitial(history, clocks, newer, read, 'WriteCOInitRead');
      if (newer !== write && clocks.precedes(write, newer)) return writeBetween(history, clocks, write, newer, read);
    }
  }
  return null;
}

/** @param name WriteCOInitRead or WriteHBInitRead */
export function readOfInitial(
  history: SessionHistory,
  clocks: OrderClocks,
  write: number,
  read: number,
  name: string,
): Pattern {
  const path = clocks.path(write, read);
  const text = `${nameOf(history, read)} found the initial value, although a write comes before it: ${describePath(history, path)}`;
  return patternOf(history, name, nodesOf(path), text);
}

function writeBetween(
  history: SessionHistory,
  clocks: OrderClocks,
  write: number,
  newer: number,
  read: number,
): Pattern {
  const first = clocks.path(write, newer);
  const second = clocks.path(newer, read);
  const text =
    `${nameOf(history, read)} found the value of ${nameOf(history, write)}, which is overwritten before it: ` +
    `${describePath(history, first)}; and ${describePath(history, second)}`;
  return patternOf(history, 'WriteCORead', [...nodesOf(first), ...nodesOf(second)], text);
}

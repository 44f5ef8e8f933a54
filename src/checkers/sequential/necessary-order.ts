// The order that every explanation of a history of registers has to keep, where the value of a read tells who wrote it.

import { describePath, nameOf, nodesOf, patternOf } from '../causal/explain';
import type { OrderClocks } from '../causal/order-clocks';
import { INITIAL, type SessionHistory } from '../causal/session-history';
import { firstWritesAfter, lastWritesBefore } from '../causal/writes-before';
import type { Pattern } from '../result';

/**
 * Starts with the order of the processes and of writes before their reads. For a read of what a write left and any other write of that register it adds, to a fixed point: if
 * the other comes before the read, it comes before the write; if it comes after the write, it comes after the read (Gibbons & Korach 1997; the idea of
 * approaching sequential consistency from polynomial criteria is that of Zennou, Bouajjani, Enea and Erradi, CAV 2019). Stronger than causal memory and causal convergence; sound, not
 * complete: without a cycle there may still be no order. O(n k log n) for each round for k processes; rounds go on while they add something.
 */
export class NecessaryOrder {
  /** Why there is no order at all; null if none was found. */
  readonly violation: Pattern | null;

  /** @param order a topological order of the history */
  constructor(
    private readonly history: SessionHistory,
    readonly clocks: OrderClocks,
    order: Int32Array,
  ) {
    for (const node of order) clocks.enter(node);
    this.violation = this.saturate();
  }

  private saturate(): Pattern | null {
    const { history, clocks } = this;
    let grown = true;
    clocks.onGrowth = () => {
      grown = true;
    };
    while (grown) {
      grown = false;
      for (let read = 0; read < history.from.length; read++) {
        const pattern = (history.from[read] as number) >= INITIAL ? this.orderAround(read) : null;
        if (pattern) return pattern;
      }
    }
    return null;
  }

  private orderAround(read: number): Pattern | null {
    const { history, clocks } = this;
    const write = history.from[read] as number;
    const key = history.readKey[read] as number;
    for (const other of lastWritesBefore(history, clocks, read, key)) {
      if (other === write) continue;
      if (write === INITIAL) return this.writeBeforeInitial(other, read);
      if (!clocks.add(other, write, read)) return this.cycle(other, write, read);
    }
    const later = write === INITIAL ? firstWrites(history, key) : firstWritesAfter(history, clocks, write, key);
    for (const other of later) {
      if (other !== read && !clocks.add(read, other, read)) return this.cycle(read, other, read);
    }
    return null;
  }

  private writeBeforeInitial(write: number, read: number): Pattern {
    const { history, clocks } = this;
    const path = clocks.path(write, read);
    const text = `${nameOf(history, read)} found the initial value, although a write must come before it: ${describePath(history, path)}`;
    return patternOf(history, 'read of the initial value after a write', nodesOf(path), text);
  }

  private cycle(before: number, after: number, read: number): Pattern {
    const { history, clocks } = this;
    const path = clocks.path(after, before);
    const text =
      `${nameOf(history, before)} must come before ${nameOf(history, after)}, because of what ${nameOf(history, read)} found. ` +
      `But: ${describePath(history, path)}`;
    return patternOf(history, 'orders that contradict each other', [read, ...nodesOf(path)], text);
  }
}

/** The first write of the key in each session. */
function firstWrites({ writes }: SessionHistory, key: number): number[] {
  return Array.from((writes[key] as SessionHistory['writes'][number]).values(), (list) => list[0] as number);
}

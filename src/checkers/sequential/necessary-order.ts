// The order that every explanation of a history of registers has to keep, where the value of a read tells who wrote it.

import { describePath, nameOf, nodesOf, patternOf } from '../causal/explain';
import type { OrderClocks } from '../causal/order-clocks';
import { INITIAL, NONE, type SessionHistory } from '../causal/session-history';
import { firstWritesAfter, lastWritesBefore } from '../causal/writes-before';
import type { Pattern } from '../result';

/**
 * Starts with the order of the processes and of writes before their reads. For a read of what a write left and any other write of that register it adds, to a fixed point: if
 * the other comes before the read, it comes before the write; if it comes after the write, it comes after the read (Gibbons & Korach 1997; the idea of
 * approaching sequential consistency from polynomial criteria is that of Zennou, Bouajjani, Enea and Erradi, CAV 2019). Stronger than causal memory and causal convergence; sound, not
 * complete: without a cycle there may still be no order. Operations are entered one by one, so that what is added mostly reaches recent ones only. O(n k (k + log n)) for n
 * operations of k processes if little has to be passed on, and never more than O(k² n²).
 */
export class NecessaryOrder {
  /** Why there is no order at all; null if none was found. */
  readonly violation: Pattern | null;
  /** Operations whose clocks have grown since their rules were applied. */
  private readonly grown: number[] = [];
  /** Of each write, and of each key's initial value, the last entered read of it in each session. */
  private readonly readers = new Map<number, Map<number, number>>();

  /** @param order a topological order of the history */
  constructor(
    private readonly history: SessionHistory,
    readonly clocks: OrderClocks,
    order: Int32Array,
  ) {
    clocks.onGrowth = (node) => {
      this.grown.push(node);
    };
    this.violation = this.enterAll(order);
  }

  private enterAll(order: Int32Array): Pattern | null {
    for (const node of order) {
      this.clocks.enter(node);
      const pattern = this.rulesOnEntry(node) ?? this.settle();
      if (pattern) return pattern;
    }
    return null;
  }

  private rulesOnEntry(node: number): Pattern | null {
    const { from, readKey, writeKey } = this.history;
    const write = from[node] as number;
    if (write >= INITIAL) {
      const key = readKey[node] as number;
      const pattern = this.othersBeforeWrite(node) ?? this.readBeforeLater(node, write, key);
      if (pattern) return pattern;
      this.readersOf(write, key).set(this.history.session[node] as number, node);
    }
    const own = writeKey[node] as number;
    if (own === NONE) return null;
    return this.afterReads(node, this.readersOf(INITIAL, own)) ?? this.afterReadsOfEarlier(node);
  }

  /** Applies the rules of operations that have grown, until none does. */
  private settle(): Pattern | null {
    const { from, writeKey } = this.history;
    for (let node = this.grown.pop(); node !== undefined; node = this.grown.pop()) {
      const pattern =
        ((from[node] as number) >= INITIAL ? this.othersBeforeWrite(node) : null) ??
        (writeKey[node] !== NONE ? this.afterReadsOfEarlier(node) : null);
      if (pattern) return pattern;
    }
    return null;
  }

  /** Other writes that come before the read come before its write. */
  private othersBeforeWrite(read: number): Pattern | null {
    const { history, clocks } = this;
    const write = history.from[read] as number;
    for (const other of lastWritesBefore(history, clocks, read, history.readKey[read] as number)) {
      if (write === INITIAL) return this.writeBeforeInitial(other, read);
      if (!clocks.add(other, write, read)) return this.cycle(other, write, read);
    }
    return null;
  }

  /** The read comes before entered writes that come after its write. */
  private readBeforeLater(read: number, write: number, key: number): Pattern | null {
    const { history, clocks } = this;
    for (const other of firstWritesAfter(history, clocks, write, key)) {
      if (other !== read && !clocks.add(read, other, read)) return this.cycle(read, other, read);
    }
    return null;
  }

  /** The write comes after the reads of writes that come before it. */
  private afterReadsOfEarlier(write: number): Pattern | null {
    const { history, clocks } = this;
    const key = history.writeKey[write] as number;
    for (const other of lastWritesBefore(history, clocks, write, key)) {
      const pattern = this.afterReads(write, this.readersOf(other, key));
      if (pattern) return pattern;
    }
    return null;
  }

  private afterReads(write: number, readers: ReadonlyMap<number, number>): Pattern | null {
    for (const read of readers.values()) {
      if (read !== write && !this.clocks.add(read, write, read)) return this.cycle(read, write, read);
    }
    return null;
  }

  private readersOf(write: number, key: number): Map<number, number> {
    const name = write === INITIAL ? -1 - key : write;
    const known = this.readers.get(name);
    if (known) return known;
    const readers = new Map<number, number>();
    this.readers.set(name, readers);
    return readers;
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

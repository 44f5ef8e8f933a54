// The dependency graph of a history: edges from the versions, and those of processes and real time.

import type { Allowance } from '../allowance';
import type { TransactionTable } from '../transaction-table';
import { COMMITTED } from '../transaction-table';
import { classOf, EdgeList, LINK, ORDER, RW } from './edge-list';

export class DependencyGraph {
  readonly edges: EdgeList;
  /** Transactions are nodes 0, 1, …; auxiliary nodes come behind them. */
  readonly transactions: number;
  nodes: number;

  constructor(
    readonly table: TransactionTable,
    /** 1 by transaction that took effect (or must have, since it was observed). */
    readonly effective: Uint8Array,
    allowance: Allowance,
  ) {
    this.transactions = table.operations.length;
    this.nodes = this.transactions;
    this.edges = new EdgeList(table.key.length * 2 + this.transactions * 4, allowance);
  }

  /** A transaction before the later ones of its process, if it had returned. */
  addProcessOrder(): void {
    const { operations, process, processes, status } = this.table;
    const latest = new Int32Array(processes).fill(-1);
    for (let t = 0; t < this.transactions; t++) {
      if (this.effective[t] === 0) continue;
      const p = process[t] as number;
      const before = latest[p] as number;
      if (before >= 0 && operations[before]!.return < operations[t]!.call) {
        this.edges.add(before, t, classOf(ORDER, 1));
      }
      if (status[t] === COMMITTED) latest[p] = t;
    }
  }

  /**
   * Real time by a chain with one auxiliary node per call: a transaction leads to the first call behind its return, and from there everything
   * later is reached. Three edges per transaction, whatever the concurrency.
   */
  addRealTime(): void {
    const { operations, status } = this.table;
    const called: number[] = [];
    for (let t = 0; t < this.transactions; t++) if (this.effective[t] === 1) called.push(t);
    const calls = Float64Array.from(called, (t) => operations[t]!.call);
    const first = this.nodes;
    this.nodes += called.length;
    const link = classOf(LINK, 2);
    for (let at = 0; at < called.length; at++) {
      const t = called[at] as number;
      this.edges.add(first + at, t, link);
      if (at + 1 < called.length) this.edges.add(first + at, first + at + 1, link);
      if (status[t] !== COMMITTED) continue;
      const later = firstAbove(calls, operations[t]!.return, at + 1);
      if (later < called.length) this.edges.add(t, first + later, classOf(ORDER, 2));
    }
  }

  /**
   * Anti-dependencies of all readers of a version on all writers that came later. Where both are many, by auxiliary nodes; no transaction
   * is led back to itself. Readers that are writers too contradict each other anyway, which a ring shows as well as all pairs.
   * @param readers micro-operations
   * @param writers micro-operations
   */
  addReplacements(readers: readonly number[], writers: readonly number[], edgeClass: number): void {
    const of = this.table.transaction;
    if (readers.length * writers.length <= 4 * (readers.length + writers.length)) {
      for (const reader of readers) for (const writer of writers) this.#addReplacement(reader, writer, edgeClass);
      return;
    }
    const writing = new Map(writers.map((writer) => [of[writer] as number, writer]));
    const both = readers.filter((reader) => writing.has(of[reader] as number));
    const reading = new Set(both.map((reader) => of[reader] as number));
    const onlyRead = readers.filter((reader) => !writing.has(of[reader] as number));
    const onlyWritten = writers.filter((writer) => !reading.has(of[writer] as number));
    this.#addJoint(onlyRead, writers, edgeClass);
    this.#addJoint(both, onlyWritten, edgeClass);
    both.forEach((reader, at) => {
      const next = both[(at + 1) % both.length] as number;
      this.#addReplacement(reader, writing.get(of[next] as number) as number, edgeClass);
    });
  }

  #addReplacement(reader: number, writer: number, edgeClass: number): void {
    const from = this.table.transaction[reader] as number;
    const to = this.table.transaction[writer] as number;
    if (from !== to) this.edges.add(from, to, edgeClass, reader, writer);
  }

  #addJoint(readers: readonly number[], writers: readonly number[], edgeClass: number): void {
    if (readers.length === 0 || writers.length === 0) return;
    const joint = this.nodes++;
    const link = edgeClass - RW + LINK;
    for (const reader of readers) this.edges.add(this.table.transaction[reader] as number, joint, edgeClass, reader);
    for (const writer of writers) {
      this.edges.add(joint, this.table.transaction[writer] as number, link, -1, writer);
    }
  }
}

/** The first position from `from` on whose number is above `limit`. */
function firstAbove(numbers: Float64Array, limit: number, from: number): number {
  // In steps that double, since what returns soon is found near by.
  let low = from;
  let step = 1;
  while (low + step < numbers.length && (numbers[low + step] as number) <= limit) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, numbers.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

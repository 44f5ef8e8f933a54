// The order of a register's versions as far as it is known, and the dependencies that follow: the initial value is the oldest; who reads a version and writes
// the next replaces it; what a transaction observed, its process, and real time force some versions to be older than others.

import type { DependencyGraph } from '../graph/dependency-graph';
import { classOf, DERIVED, type OrderBasis, RW } from '../graph/edge-list';
import { COMMITTED } from '../transaction-table';
import type { ForcedOrder } from './forced-order';
import { INITIAL, NOTHING, type Observations } from './observations';

/** Reads by the version that they returned. */
export interface Readers {
  readonly byWrite: ReadonlyMap<number, readonly number[]>;
  /** By key: reads of the initial value. */
  readonly ofInitial: readonly (readonly number[])[];
}

export function readersOf({ source, table }: Observations): Readers {
  const byWrite = new Map<number, number[]>();
  const ofInitial: number[][] = table.keys.map(() => []);
  for (let read = 0; read < source.length; read++) {
    const write = source[read] as number;
    if (write === INITIAL) ofInitial[table.key[read] as number]?.push(read);
    if (write < 0) continue;
    const known = byWrite.get(write);
    if (known) known.push(read);
    else byWrite.set(write, [read]);
  }
  return { byWrite, ofInitial };
}

/** Anti-dependencies on whoever read a version and wrote the key, and of readers of the initial value on all writers. */
export function addReplacements(graph: DependencyGraph, observations: Observations, readers: Readers): void {
  const { table, source } = observations;
  const rw = classOf(RW, 0);
  const replacing = new Map<number, number[]>();
  const replacesWrite = new Set<number>();
  for (let read = 0; read < source.length; read++) {
    const write = source[read] as number;
    if (write < 0) continue;
    const next = observations.finalWrite(table.transaction[read] as number, table.key[read] as number);
    if (next < 0) continue;
    replacesWrite.add(next);
    const known = replacing.get(write) ?? [];
    if (!known.includes(next)) known.push(next);
    replacing.set(write, known);
  }
  for (const [write, next] of replacing) graph.addReplacements(readers.byWrite.get(write) ?? [], next, rw);
  readers.ofInitial.forEach((reads, key) => {
    const first = (observations.writers[key] ?? []).filter((write) => !replacesWrite.has(write));
    graph.addReplacements(reads, first, rw);
  });
}

/** @param kind DERIVED, or WW if the order is assumed */
export function addVersionOrder(
  graph: DependencyGraph,
  readers: Readers,
  orders: Iterable<ForcedOrder>,
  basis: OrderBasis,
  kind = DERIVED,
): void {
  const { transaction } = graph.table;
  const newerThan = new Map<number, Set<number>>();
  for (const { older, newer, read } of orders) {
    if (newer === INITIAL) continue;
    const known = newerThan.get(older) ?? new Set();
    newerThan.set(older, known);
    if (known.has(newer)) continue;
    known.add(newer);
    const from = transaction[older] as number;
    const to = transaction[newer] as number;
    if (from === to) continue;
    if (read >= 0) graph.edges.because.set(graph.edges.length, read);
    graph.edges.add(from, to, classOf(kind, basis), older, newer);
  }
  for (const [older, newer] of newerThan) {
    graph.addReplacements(readers.byWrite.get(older) ?? [], [...newer], classOf(RW, basis));
  }
}

/**
 * Real time, key by key: a version that somebody had written or read before another one was touched for the last time is the older one. Of the newer ones only those that no
 * other one is between.
 */
export function* orderedByRealTime(observations: Observations, readers: Readers): Generator<ForcedOrder> {
  const { table, writers } = observations;
  for (const versions of writers) {
    if (versions.length < 2) continue;
    const touched = versions.map((write) => interval(write)).sort((one, other) => one.lastCall - other.lastCall);
    for (const [at, version] of touched.entries()) {
      let between = Number.POSITIVE_INFINITY;
      for (let later = firstCalledAfter(touched, version.firstReturn); later < touched.length; later++) {
        const { write, lastCall, firstReturn } = touched[later]!;
        if (later === at) continue;
        if (lastCall > between) break;
        yield { older: version.write, newer: write, read: NOTHING };
        between = Math.min(between, firstReturn);
      }
    }
  }

  function interval(write: number): { write: number; firstReturn: number; lastCall: number } {
    let firstReturn = Number.POSITIVE_INFINITY;
    let lastCall = Number.NEGATIVE_INFINITY;
    for (const micro of [write, ...(readers.byWrite.get(write) ?? [])]) {
      const t = table.transaction[micro] as number;
      const { call, return: end } = table.operations[t]!;
      if (table.status[t] === COMMITTED) firstReturn = Math.min(firstReturn, end);
      lastCall = Math.max(lastCall, call);
    }
    return { write, firstReturn, lastCall };
  }
}

function firstCalledAfter(touched: readonly { readonly lastCall: number }[], time: number): number {
  let low = 0;
  let high = touched.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (touched[middle]!.lastCall > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Each process, key by key: the version it came to first is older than the one it came to next. For those who assume sequential keys. */
export function* orderedByProcess({ table, source, effective, skipped }: Observations): Generator<ForcedOrder> {
  const latest = new Map<string, { write: number; transaction: number }>();
  for (let micro = 0; micro < table.key.length; micro++) {
    const t = table.transaction[micro] as number;
    const key = table.key[micro] as number;
    if (effective[t] === 0 || table.status[t] !== COMMITTED || skipped[key] === 1) continue;
    const write = table.isWrite[micro] === 1 ? micro : (source[micro] as number);
    const slot = `${table.process[t]}:${key}`;
    const before = latest.get(slot);
    if (write < 0) continue;
    if (before && before.write !== write && table.operations[before.transaction]!.return < table.operations[t]!.call) {
      yield { older: before.write, newer: write, read: NOTHING };
    }
    latest.set(slot, { write, transaction: t });
  }
}

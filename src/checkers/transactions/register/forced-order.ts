// Which versions must be older than which, by what transactions observed: inference for read committed, read atomic and causal consistency
// (Biswas & Enea, OOPSLA'19; AWDIT, PLDI'25). A level holds exactly if the forced order has no cycle with processes and observations.

import type { Allowance } from '../allowance';
import type { Findings } from '../findings';
import { adjacencyOf } from '../graph/adjacency';
import type { DependencyGraph } from '../graph/dependency-graph';
import { classesWithin, classOf, DERIVED, type OrderBasis, RW, WR } from '../graph/edge-list';
import { topologicalOrder } from '../graph/topological-order';
import { chainsOf } from './chains';
import { INITIAL, NOTHING, type Observations } from './observations';

/** Of one forced order. */
const BYTES_PER_FORCED = 48;

/** One version before another, and the read that forces it. */
export interface ForcedOrder {
  /** The older and the newer version: last writes of transactions. `newer` is INITIAL where a read missed a version that it had to see. */
  readonly older: number;
  readonly newer: number;
  readonly read: number;
}

/** Edges from writers to their readers. */
export function addObservations(graph: DependencyGraph, { source, table }: Observations): void {
  const wr = classOf(WR, 0);
  for (let read = 0; read < source.length; read++) {
    const write = source[read] as number;
    if (write >= 0)
      graph.edges.add(table.transaction[write] as number, table.transaction[read] as number, wr, write, read);
  }
}

/** Adds what is forced to a graph. A missed version is an anti-dependency on its writer, which closes a cycle at once. */
export function addForced(graph: DependencyGraph, forced: Iterable<ForcedOrder>, basis: OrderBasis): void {
  const { transaction } = graph.table;
  for (const { older, newer, read } of forced) {
    if (newer === INITIAL) {
      graph.edges.add(transaction[read] as number, transaction[older] as number, classOf(RW, basis), read, older);
      continue;
    }
    graph.edges.because.set(graph.edges.length, read);
    graph.edges.add(transaction[older] as number, transaction[newer] as number, classOf(DERIVED, basis), older, newer);
  }
}

/**
 * Read committed: what a transaction observed before a read is not newer than what it read. For each transaction the reads are visited from the last to the
 * first, so that the next read of each key is at hand.
 */
export function* forcedByEarlierReads(observations: Observations): Generator<ForcedOrder> {
  const { table, source } = observations;
  const next = new Map<number, number>();
  for (let t = 0; t < table.operations.length; t++) {
    const first = table.start[t] as number;
    const end = table.start[t + 1] as number;
    if (observations.effective[t] === 0 || end - first < 2) continue;
    next.clear();
    for (let read = end - 1; read >= first; read--) {
      const write = source[read] as number;
      if (write === NOTHING) continue;
      if (write >= 0) yield* forcedBy(table.transaction[write] as number, next);
      next.set(table.key[read] as number, read);
    }
  }

  function* forcedBy(writer: number, reads: ReadonlyMap<number, number>): Generator<ForcedOrder> {
    for (const [key, read] of reads) {
      const older = observations.finalWrite(writer, key);
      const newer = source[read] as number;
      if (older >= 0 && newer !== older) yield { older, newer, read };
    }
  }
}

/** Read atomic: whoever observed a transaction has not read versions older than its writes. */
export function* forcedByObserved(observations: Observations): Generator<ForcedOrder> {
  const { table, source } = observations;
  for (let t = 0; t < table.operations.length; t++) {
    const first = table.start[t] as number;
    const end = table.start[t + 1] as number;
    if (observations.effective[t] === 0 || end - first < 2) continue;
    const observed = new Set<number>();
    for (let read = first; read < end; read++) {
      if ((source[read] as number) >= 0) observed.add(table.transaction[source[read] as number] as number);
    }
    for (const writer of observed) {
      for (let read = first; read < end; read++) {
        const newer = source[read] as number;
        if (newer === NOTHING) continue;
        const older = observations.finalWrite(writer, table.key[read] as number);
        if (older >= 0 && older !== newer) yield { older, newer, read };
      }
    }
  }
}

/** Read atomic with the order of processes: a transaction has not read versions older than what its process wrote before. */
export function* forcedByProcess(observations: Observations): Generator<ForcedOrder> {
  const { table, source } = observations;
  const { previous } = chainsOf(table, observations.effective);
  /** By transaction that ends a process so far: the latest write by key. Passed on along the process. */
  const written = new Map<number, Map<number, number>>();
  for (let t = 0; t < table.operations.length; t++) {
    if (observations.effective[t] === 0) continue;
    const before = previous[t] as number;
    const latest = before >= 0 ? (written.get(before) ?? new Map<number, number>()) : new Map<number, number>();
    for (let read = table.start[t] as number; read < (table.start[t + 1] as number); read++) {
      const newer = source[read] as number;
      const older = latest.get(table.key[read] as number);
      if (newer !== NOTHING && older !== undefined && older !== newer) yield { older, newer, read };
    }
    if (table.status[t] !== 0) continue;
    for (let write = table.start[t] as number; write < (table.start[t + 1] as number); write++) {
      const key = table.key[write] as number;
      if (table.isWrite[write] === 1 && observations.skipped[key] === 0) latest.set(key, write);
    }
    written.delete(before);
    written.set(t, latest);
  }
}

/**
 * Causal consistency: a transaction has not read versions older than any that is before it. By vector clocks over processes.
 * @param graph with observations and the order of processes only
 * @returns null if the graph has a cycle, or the clocks would take more
 */
export function forcedByCausality(
  graph: DependencyGraph,
  observations: Observations,
  findings: Findings,
  allowance: Allowance,
): ForcedOrder[] | null {
  const { table, source, effective } = observations;
  const { count, chain, place } = chainsOf(table, effective);
  const bytes = count * table.operations.length * 4;
  if (!allowance.fits(bytes)) {
    findings.undecided.add(
      `causal consistency would take ${bytes} bytes, 4 for each transaction and process, which is more than maxMemory leaves`,
    );
    return null;
  }
  allowance.hold(bytes);
  const adjacency = adjacencyOf(graph.edges, graph.nodes, graph.transactions);
  const order = topologicalOrder(adjacency, classesWithin(1));
  if (order === null) return null;
  const forced: ForcedOrder[] = [];
  let held = 0;
  const clocks = new Int32Array(count * table.operations.length);
  const writers = writersByChain(observations, chain);
  for (const t of order) {
    const clock = t * count;
    for (let read = table.start[t] as number; read < (table.start[t + 1] as number); read++) {
      const newer = source[read] as number;
      if (newer === NOTHING) continue;
      for (const [c, writes] of writers[table.key[read] as number] as Map<number, number[]>) {
        const older = latestWithin(writes, clocks[clock + c] as number);
        if (older >= 0 && older !== newer) forced.push({ older, newer, read });
      }
    }
    allowance.hold((forced.length - held) * BYTES_PER_FORCED);
    held = forced.length;
    for (let at = adjacency.offset[t] as number; at < (adjacency.offset[t + 1] as number); at++) {
      const next = (adjacency.target[at] as number) * count;
      for (let c = 0; c < count; c++) {
        if ((clocks[clock + c] as number) > (clocks[next + c] as number))
          clocks[next + c] = clocks[clock + c] as number;
      }
      const own = next + (chain[t] as number);
      if ((place[t] as number) > (clocks[own] as number)) clocks[own] = place[t] as number;
    }
  }
  return forced;

  /** The last write whose transaction has at most this place in its chain. */
  function latestWithin(writes: readonly number[], limit: number): number {
    let low = 0;
    let high = writes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((place[table.transaction[writes[middle] as number] as number] as number) <= limit) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? -1 : (writes[low - 1] as number);
  }
}

/** By key and chain: the last writes of transactions, in the chain's order. */
function writersByChain({ writers, table }: Observations, chain: Int32Array): Map<number, number[]>[] {
  return writers.map((writes) => {
    const byChain = new Map<number, number[]>();
    for (const write of writes) {
      const c = chain[table.transaction[write] as number] as number;
      const known = byChain.get(c);
      if (known) known.push(write);
      else byChain.set(c, [write]);
    }
    return byChain;
  });
}

// Dependencies that the versions of lists show: neighbours in the order (ww), observers (wr), and readers of what was appended to later (rw).

import type { Allowance } from '../allowance';
import { DependencyGraph } from '../graph/dependency-graph';
import { classOf, RW, WR, WW } from '../graph/edge-list';
import type { TransactionTable } from '../transaction-table';
import type { ListReads } from './reads';
import type { ListVersions } from './versions';

const ww = classOf(WW, 0);
const wr = classOf(WR, 0);
const rw = classOf(RW, 0);

export function dependenciesOf(
  table: TransactionTable,
  reads: ListReads,
  versions: ListVersions,
  allowance: Allowance,
): DependencyGraph {
  const { key, transaction } = table;
  const { order, unread, effective, consistent } = versions;
  const graph = new DependencyGraph(table, effective, allowance);
  const { edges } = graph;
  const successors = new Int32Array(order.reduce((sum, { length }) => sum + length + 1, 0));
  let end = 0;
  const following = order.map((appends) =>
    nextEffective(table, appends, effective, successors.subarray(end, (end += appends.length + 1))),
  );
  const latestReaders: number[][] = table.keys.map(() => []);

  for (let micro = 0; micro < key.length; micro++) {
    if (consistent[micro] === 0) continue;
    const reader = transaction[micro] as number;
    const k = key[micro] as number;
    const length = reads.length[micro] as number;
    if (length > 0) {
      const observed = order[k]?.[length - 1] as number;
      const writer = observed < 0 ? reader : (transaction[observed] as number);
      if (writer !== reader && effective[writer] === 1) edges.add(writer, reader, wr, observed, micro);
    }
    const replacing = following[k]?.[length] as number;
    if (replacing < 0) {
      if ((unread[k]?.length ?? 0) > 0) latestReaders[k]?.push(micro);
    } else if (transaction[replacing] !== reader) {
      edges.add(reader, transaction[replacing] as number, rw, micro, replacing);
    }
  }

  order.forEach((appends, k) => {
    let previous = -1;
    for (let at = following[k]?.[0] ?? -1; at >= 0; at = following[k]?.[(versions.position[at] as number) + 1] ?? -1) {
      addOrder(previous, at);
      previous = at;
    }
    if (appends.length > 0 && previous >= 0) for (const append of unread[k] ?? []) addOrder(previous, append);
    graph.addReplacements(latestReaders[k] ?? [], unread[k] ?? [], rw);
  });
  return graph;

  function addOrder(earlier: number, later: number): void {
    if (earlier < 0) return;
    const from = transaction[earlier] as number;
    const to = transaction[later] as number;
    if (from !== to) edges.add(from, to, ww, earlier, later);
  }
}

/** Fills in, by position (and one behind the end), the first append at it or later that took effect, or -1. */
function nextEffective(
  table: TransactionTable,
  order: Int32Array,
  effective: Uint8Array,
  next: Int32Array,
): Int32Array {
  next[order.length] = -1;
  for (let at = order.length - 1; at >= 0; at--) {
    const append = order[at] as number;
    const counts = append >= 0 && effective[table.transaction[append] as number] === 1;
    next[at] = counts ? append : (next[at + 1] as number);
  }
  return next;
}

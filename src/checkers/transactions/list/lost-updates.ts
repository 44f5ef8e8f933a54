// Lost updates: transactions that read the same version of a list and all appended to it, so that all but one built on what was no longer there.

import { describeValue } from '../../values/describe';
import { labelOf } from '../explain';
import type { Findings } from '../findings';
import type { InducedGraph } from '../graph/adjacency';
import type { TransactionTable } from '../transaction-table';
import type { ListReads } from './reads';
import type { ListVersions } from './versions';

/** @param part a strongly connected part of the dependency graph: lost updates are cycles in it */
export function findLostUpdates(
  table: TransactionTable,
  { original, graph }: InducedGraph,
  reads: ListReads,
  versions: ListVersions,
  findings: Findings,
): void {
  /** Reads by key and length of the version. */
  const readers = new Map<string, number[]>();
  for (const t of original.subarray(0, graph.transactions)) {
    for (let read = table.start[t] as number; read < (table.start[t + 1] as number); read++) {
      if (versions.consistent[read] === 0 || !appendsTo(table, t, table.key[read] as number)) continue;
      const version = `${table.key[read]}:${reads.length[read]}`;
      const known = readers.get(version) ?? [];
      if (table.transaction[known.at(-1) ?? -1] !== t) known.push(read);
      readers.set(version, known);
    }
  }
  for (const group of readers.values()) {
    if (group.length < 2) continue;
    const transactions = group.map((read) => table.transaction[read] as number);
    const [first] = group as [number];
    const names = transactions.map((t) => labelOf(table, t)).join(' and ');
    const elements = reads.length[first] as number;
    const list = (table.value[first] as unknown[] | null)?.slice(0, elements) ?? [];
    findings.add('lost-update', () => ({
      text: `${names} all read ${describeValue(list, 60)} from ${describeValue(table.keys[table.key[first] as number])} and appended to it`,
      operations: transactions.map((t) => table.operations[t]!),
    }));
  }
}

function appendsTo(table: TransactionTable, t: number, key: number): boolean {
  for (let micro = table.start[t] as number; micro < (table.start[t + 1] as number); micro++) {
    if (table.isWrite[micro] === 1 && table.key[micro] === key) return true;
  }
  return false;
}

// Lost updates: transactions that read the same version of a register and all wrote it, so that all but one replaced what they had not read.

import { describeValue } from '../../values/describe';
import { labelOf } from '../explain';
import type { Findings } from '../findings';
import type { InducedGraph } from '../graph/adjacency';
import { NOTHING, type Observations } from './observations';

/** @param part a strongly connected part of the dependency graph: lost updates are cycles in it */
export function findLostRegisterUpdates(
  observations: Observations,
  { original, graph }: InducedGraph,
  findings: Findings,
): void {
  const { table, source } = observations;
  /** Reads by key and version. */
  const readers = new Map<string, number[]>();
  for (const t of original.subarray(0, graph.transactions)) {
    for (let read = table.start[t] as number; read < (table.start[t + 1] as number); read++) {
      const key = table.key[read] as number;
      if (source[read] === NOTHING || observations.finalWrite(t, key) < 0) continue;
      const known = readers.get(`${key}:${source[read]}`) ?? [];
      if (table.transaction[known.at(-1) ?? -1] !== t) known.push(read);
      readers.set(`${key}:${source[read]}`, known);
    }
  }
  for (const group of readers.values()) {
    if (group.length < 2) continue;
    const [first] = group as [number];
    const transactions = group.map((read) => table.transaction[read] as number);
    const names = transactions.map((t) => labelOf(table, t)).join(' and ');
    const key = describeValue(table.keys[table.key[first] as number]);
    findings.add('lost-update', () => ({
      text: `${names} all read ${describeValue(table.value[first], 60)} from ${key} and wrote it`,
      operations: transactions.map((t) => table.operations[t]!),
    }));
  }
}

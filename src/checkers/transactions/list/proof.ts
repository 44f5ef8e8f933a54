// Proofs that a history of list appends has an isolation level.

import type { Operation } from '../../history/operation';
import type { Allowance } from '../allowance';
import { Findings } from '../findings';
import { analyzeGraph, type GraphAnalysis } from '../graph-analysis';
import { type IsolationLevel, includedLevels } from '../level';
import { orderNeededBy } from '../order-needed';
import type { Proof } from '../result';
import type { TransactionTable } from '../transaction-table';
import { dependenciesOf } from './dependencies';
import type { ListReads } from './reads';
import type { ListVersions } from './versions';

/** Null if the level is violated, or if nothing can be proved. */
export function proveList(
  level: IsolationLevel,
  table: TransactionTable,
  reads: ListReads,
  versions: ListVersions,
  analysis: GraphAnalysis,
  findings: Findings,
  allowance: Allowance,
): Proof | null {
  if (findings.leftOut.length > 0 || findings.violated().includes(level)) return null;
  const order = analysis.orderWithin(orderNeededBy(level));
  if (order !== null && replays(order, table, reads, versions)) {
    const witness: Operation[] = [];
    for (const t of order) if (versions.effective[t] === 1) witness.push(table.operations[t]!);
    return {
      witness,
      text: `${level}: an order of the ${witness.length} transactions was found and replayed`,
    };
  }
  // Orders that contradict each other leave edges out. (So do elements from nowhere, which no level allows.)
  if (findings.undecided.size > 0 || findings.has('incompatible-order')) return null;
  if (includedLevels(level).has('repeatable-read')) return null;
  const open = includedLevels(level).has('parallel-snapshot-isolation') && !unreadIsOrdered(table, versions, analysis);
  if (open && !holdsWithOrder(level, table, reads, versions, analysis, allowance)) return null;
  return {
    witness: null,
    text: `${level}: no edge is missing in the dependency graph, and no cycle in it is one that the level forbids`,
  };
}

/** Runs the transactions one after the other on lists and compares every read. */
function replays(order: Int32Array, table: TransactionTable, reads: ListReads, versions: ListVersions): boolean {
  const size = new Int32Array(table.keys.length);
  for (const t of order) {
    if (versions.effective[t] === 0) continue;
    for (let micro = table.start[t] as number; micro < (table.start[t + 1] as number); micro++) {
      const k = table.key[micro] as number;
      if (table.isWrite[micro] === 1) {
        const position = versions.position[micro] as number;
        const known = versions.order[k]?.length as number;
        if (position === -1 ? (size[k] as number) < known : position !== size[k]) return false;
        size[k]!++;
        continue;
      }
      if ((reads.length[micro] as number) < 0) {
        if (table.status[t] === 0) return false;
        continue;
      }
      let own = 0;
      for (let other = table.before[micro] as number; other >= 0; other = table.before[other] as number) {
        own += table.isWrite[other] as number;
      }
      if (versions.consistent[micro] === 0 || (reads.length[micro] as number) + own !== size[k]) return false;
    }
  }
  return true;
}

/**
 * Whether it does not matter in which order the appends that nobody read stand behind the others. Where they are in different parts of the graph, they can
 * follow the order of the parts. (Levels below parallel snapshot isolation never depend on it.)
 */
function unreadIsOrdered(table: TransactionTable, versions: ListVersions, analysis: GraphAnalysis): boolean {
  return versions.unread.every((appends) => {
    const writers = [...new Set(appends.map((append) => table.transaction[append] as number))];
    const parts = writers.map((writer) => analysis.part?.[writer] ?? -1).filter((part) => part >= 0);
    return new Set(parts).size === parts.length;
  });
}

/** Tries two orders of the appends that nobody read, which agree with what was written and observed. */
function holdsWithOrder(
  level: IsolationLevel,
  table: TransactionTable,
  reads: ListReads,
  versions: ListVersions,
  analysis: GraphAnalysis,
  allowance: Allowance,
): boolean {
  return [false, true].some((latest) => {
    const order = analysis.orderOfWrites(orderNeededBy(level), latest);
    if (order === null) return false;
    const rank = new Int32Array(table.operations.length);
    order.forEach((t, at) => {
      rank[t] = at;
    });
    const findings = new Findings(0);
    const ordered = orderUnread(table, versions, rank);
    allowance.during(() => {
      const graph = dependenciesOf(table, reads, ordered, allowance);
      allowance.within(EXTRA_EDGES, () => analyzeGraph(graph, findings, allowance));
    });
    return findings.undecided.size === 0 && !findings.violated().includes(level);
  });
}

/** Edges that may be looked at for the order that is tried. */
const EXTRA_EDGES = 1_000_000;

function orderUnread(table: TransactionTable, versions: ListVersions, rank: Int32Array): ListVersions {
  const position = versions.position.slice();
  const order = versions.order.map((known, k) => {
    const unread = [...(versions.unread[k] ?? [])];
    const rankOf = (append: number) => rank[table.transaction[append] as number] as number;
    unread.sort((one, other) => rankOf(one) - rankOf(other) || one - other);
    unread.forEach((append, at) => {
      position[append] = known.length + at;
    });
    return Int32Array.from([...known, ...unread]);
  });
  return { ...versions, order, position, unread: table.keys.map(() => []) };
}

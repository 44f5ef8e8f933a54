// Transactions that observe a part of another one, or miss what is before something they observed. Exact for the given version orders: monotonic atomic
// view, read atomic (without and with the order of processes) and causal consistency, as Biswas & Enea (OOPSLA'19) define them.

import type { Allowance } from '../allowance';
import type { AnomalyName } from '../anomaly';
import { cycleOf, type Step } from '../explain';
import type { Findings } from '../findings';
import type { Adjacency } from '../graph/adjacency';
import { type Automaton, kindsOnly } from '../graph/automaton';
import { CycleSearch } from '../graph/cycle-search';
import type { DependencyGraph } from '../graph/dependency-graph';
import { basisOf, kindOf, ORDER, RW, WR } from '../graph/edge-list';
import { stepsOf } from '../graph/steps';
import type { TransactionTable } from '../transaction-table';
import type { ListReads } from './reads';
import type { ListVersions } from './versions';

/** A read, and an append that it lacks. */
interface Miss {
  readonly read: number;
  readonly append: number;
}

/**
 * @param part a strongly connected part of the graph: what is looked for is a cycle
 * @param original transaction by node of the part
 */
export function findViewAnomalies(
  whole: DependencyGraph,
  part: { readonly graph: Adjacency; readonly original: Int32Array },
  reads: ListReads,
  versions: ListVersions,
  findings: Findings,
  allowance: Allowance,
): void {
  const { graph, original } = part;
  const { table, edges } = whole;
  const search = new CycleSearch(graph, allowance, 1);
  const searches: readonly [AnomalyName, Automaton][] = [
    ['fractured-read-process', kindsOnly(1, ORDER)],
    ['causality-violation', kindsOnly(1, WR, ORDER)],
  ];

  for (let node = 0; node < graph.transactions; node++) {
    for (let place = graph.offset[node] as number; place < (graph.offset[node + 1] as number); place++) {
      const edgeClass = graph.class[place] as number;
      const reader = graph.target[place] as number;
      if (reader >= graph.transactions || reader === node) continue;
      if (kindOf(edgeClass) === WR) checkObserved(node, reader, place);
    }
    if (allowance.left < 0) break;
    checkBefore(node);
  }
  if (allowance.left < 0)
    findings.undecided.add('the search for causality-violation was given up at the limit of maxConfigurations');

  /** What the reader lacks of a transaction that it observed. */
  function checkObserved(writer: number, reader: number, place: number): void {
    const observing = edges.target[graph.edge[place] as number] as number;
    const missed = missing(original[writer] as number, original[reader] as number);
    const later = missed.find(({ read }) => read > observing);
    if (later) report('observed-transaction-vanishes', later, [place]);
    const any = later ?? missed[0];
    if (any) report('fractured-read', any, [place]);
  }

  /** What a transaction lacks of one that is before it: the walk there from the writer. */
  function checkBefore(writer: number): void {
    const t = original[writer] as number;
    if (!appendsSomething(table, t)) return;
    for (const [name, walk] of searches) {
      let missed: Miss | undefined;
      const there = search.between(writer, walk, (node) => {
        if (node >= graph.transactions || node === writer) return false;
        missed = missing(t, original[node] as number)[0];
        return missed !== undefined;
      });
      if (there && missed) report(name, missed, there);
    }
  }

  function missing(writer: number, reader: number): Miss[] {
    const missed: Miss[] = [];
    for (let append = table.start[writer] as number; append < (table.start[writer + 1] as number); append++) {
      if (table.isWrite[append] === 0) continue;
      for (let read = table.start[reader] as number; read < (table.start[reader + 1] as number); read++) {
        if (table.key[read] !== table.key[append] || versions.consistent[read] === 0) continue;
        const position = versions.position[append] as number;
        if (position === -1 || position >= (reads.length[read] as number)) missed.push({ read, append });
      }
    }
    return missed;
  }

  function report(name: AnomalyName, { read, append }: Miss, walk: readonly number[]): void {
    const steps = stepsOf(edges, graph, original, walk);
    const from = table.transaction[read] as number;
    const to = table.transaction[append] as number;
    const back: Step = { from, to, kind: RW, basis: basisOf(0), source: read, target: append };
    findings.addCycle(name, null, () => cycleOf(table, [back, ...steps]));
  }
}

function appendsSomething(table: TransactionTable, t: number): boolean {
  for (let micro = table.start[t] as number; micro < (table.start[t + 1] as number); micro++) {
    if (table.isWrite[micro] === 1) return true;
  }
  return false;
}

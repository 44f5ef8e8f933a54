// Read committed (as Biswas & Enea define it), read atomic and causal consistency of registers with distinct writes: exact, polynomial.

import type { Allowance } from '../allowance';
import type { AnomalyName } from '../anomaly';
import { cycleOf } from '../explain';
import type { Findings } from '../findings';
import { adjacencyOf } from '../graph/adjacency';
import { kindsOnly } from '../graph/automaton';
import { components } from '../graph/components';
import { CycleSearch } from '../graph/cycle-search';
import { DependencyGraph } from '../graph/dependency-graph';
import { DERIVED, kindOf, ORDER, RW, WR, WW } from '../graph/edge-list';
import { stepsOf } from '../graph/steps';
import {
  addForced,
  addObservations,
  type ForcedOrder,
  forcedByCausality,
  forcedByEarlierReads,
  forcedByObserved,
  forcedByProcess,
} from './forced-order';
import type { Observations } from './observations';

/** Of a sorted graph, its components, and a search in it. */
const BYTES_PER_NODE = 48;
const BYTES_PER_EDGE = 9;

/** A level as the rules that force an order. */
interface WeakLevel {
  readonly name: AnomalyName;
  readonly sessions: boolean;
  readonly rules: readonly ((observations: Observations) => Iterable<ForcedOrder>)[];
}

const OBSERVED_VANISHES: WeakLevel = {
  name: 'observed-transaction-vanishes',
  sessions: false,
  rules: [forcedByEarlierReads],
};
const OBSERVED_VANISHES_PROCESS: WeakLevel = {
  name: 'observed-transaction-vanishes-process',
  sessions: true,
  rules: [forcedByEarlierReads],
};
const FRACTURED: WeakLevel = { name: 'fractured-read', sessions: false, rules: [forcedByObserved] };
const FRACTURED_PROCESS: WeakLevel = {
  name: 'fractured-read-process',
  sessions: true,
  rules: [forcedByObserved, forcedByProcess],
};
const BELOW_CAUSAL = [OBSERVED_VANISHES, OBSERVED_VANISHES_PROCESS, FRACTURED, FRACTURED_PROCESS];

/** Reports what breaks these levels; returns what causality forces, null if that is contradictory from the start. */
export function findWeakAnomalies(
  observations: Observations,
  findings: Findings,
  allowance: Allowance,
): ForcedOrder[] | null {
  const forced = allowance.during(() => findCausalCycle(observations, findings, allowance));
  if (forced === null || findings.has('causality-violation')) {
    for (const level of BELOW_CAUSAL) {
      allowance.during(() => findForcedCycle(level, observations, findings, allowance));
    }
  }
  return forced;
}

/** Edges of observations, and of processes if wanted. */
function observedGraph(observations: Observations, sessions: boolean, allowance: Allowance): DependencyGraph {
  const graph = new DependencyGraph(observations.table, observations.effective, allowance);
  addObservations(graph, observations);
  if (sessions) graph.addProcessOrder();
  return graph;
}

/** Reports a cycle of the order that a level forces, if there is one. */
function findForcedCycle(level: WeakLevel, observations: Observations, findings: Findings, allowance: Allowance): void {
  const graph = observedGraph(observations, level.sessions, allowance);
  for (const rule of level.rules) addForced(graph, rule(observations), level.sessions ? 1 : 0);
  reportCycles(level.name, graph, findings, allowance);
}

/** What causality forces, with a report of a cycle in it. Null if processes and observations alone are a cycle already. */
function findCausalCycle(observations: Observations, findings: Findings, allowance: Allowance): ForcedOrder[] | null {
  const graph = observedGraph(observations, true, allowance);
  const forced = forcedByCausality(graph, observations, findings, allowance);
  if (forced === null) return null;
  addForced(graph, forced, 1);
  reportCycles('causality-violation', graph, findings, allowance);
  return forced;
}

/** Cycles with an inferred edge; those without are G1c, which is found elsewhere. One for each strongly connected part. */
function reportCycles(name: AnomalyName, whole: DependencyGraph, findings: Findings, allowance: Allowance): void {
  allowance.hold(whole.nodes * BYTES_PER_NODE + whole.edges.length * BYTES_PER_EDGE);
  const graph = adjacencyOf(whole.edges, whole.nodes, whole.transactions);
  const walk = kindsOnly(1, WW, WR, RW, ORDER, DERIVED);
  const { of } = components(graph, walk);
  const search = new CycleSearch(graph, allowance, 1);
  const original = Int32Array.from({ length: graph.nodes }, (_, node) => node);
  const reported = new Set<number>();
  for (let node = 0; node < graph.nodes; node++) {
    for (let place = graph.offset[node] as number; place < (graph.offset[node + 1] as number); place++) {
      const kind = kindOf(graph.class[place] as number);
      const part = of[node] as number;
      if ((kind !== DERIVED && kind !== RW) || part < 0 || part !== of[graph.target[place] as number]) continue;
      if (reported.has(part)) continue;
      reported.add(part);
      const cycle = search.through(node, place, 0, 0, walk, graph.nodes);
      if (cycle === null)
        findings.undecided.add(`the search for ${name} was given up at the limit of maxConfigurations`);
      else findings.addCycle(name, null, () => cycleOf(whole.table, stepsOf(whole.edges, graph, original, cycle)));
    }
  }
}

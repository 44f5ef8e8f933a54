// Looks for cycles in a dependency graph: adds the orders of processes and of real time, and goes into those parts that are strongly connected.

import type { Allowance } from './allowance';
import { findCycles } from './cycles';
import type { Findings } from './findings';
import { type Adjacency, adjacencyOf, type InducedGraph, inducedGraph } from './graph/adjacency';
import { kindsOnly } from './graph/automaton';
import { components } from './graph/components';
import type { DependencyGraph } from './graph/dependency-graph';
import { classesWithin, DERIVED, kindOf, ORDER, type OrderBasis, RW, WR, WW } from './graph/edge-list';
import { topologicalOrder } from './graph/topological-order';

/** Of a sorted graph, its topological order and its components. */
const BYTES_PER_NODE = 48;
const BYTES_PER_EDGE = 9;
/** Of a part, in which cycles are searched for by automata of up to four states. */
const BYTES_PER_NODE_OF_PART = 160;
const BYTES_PER_EDGE_OF_PART = 36;

export class GraphAnalysis {
  constructor(
    readonly graph: Adjacency,
    /** Strongly connected part by node, -1 for nodes on no cycle; null if there is no cycle at all. */
    readonly part: Int32Array | null,
    /** An order of all nodes that agrees with all edges, if there is no cycle. */
    private readonly order: Int32Array | null,
  ) {}

  /** An order of the transactions that agrees with all edges that need no more than the given order; null if there is a cycle. */
  orderWithin(basis: OrderBasis): Int32Array | null {
    return this.#transactionsIn(this.order ?? topologicalOrder(this.graph, classesWithin(basis)));
  }

  /**
   * As above, without anti-dependencies.
   * @param latest takes first what became possible last
   */
  orderOfWrites(basis: OrderBasis, latest: boolean): Int32Array | null {
    const allowed = classesWithin(basis).map((is, edgeClass) => (kindOf(edgeClass) === RW ? 0 : is));
    return this.#transactionsIn(topologicalOrder(this.graph, allowed, latest));
  }

  #transactionsIn(order: Int32Array | null): Int32Array | null {
    if (order === null) return null;
    const transactions = new Int32Array(this.graph.transactions);
    let count = 0;
    for (const node of order) if (node < this.graph.transactions) transactions[count++] = node;
    return transactions;
  }
}

/** @param examine called for each strongly connected part, besides the search for cycles */
export function analyzeGraph(
  whole: DependencyGraph,
  findings: Findings,
  allowance: Allowance,
  examine: (part: InducedGraph) => void = () => {},
): GraphAnalysis {
  whole.addProcessOrder();
  whole.addRealTime();
  allowance.look(whole.nodes + whole.edges.length);
  allowance.hold(whole.nodes * BYTES_PER_NODE + whole.edges.length * BYTES_PER_EDGE);
  const graph = adjacencyOf(whole.edges, whole.nodes, whole.transactions);
  const order = topologicalOrder(graph, classesWithin(2));
  if (order !== null) return new GraphAnalysis(graph, null, order);
  const { of, count } = components(graph, kindsOnly(2, WW, WR, RW, ORDER, DERIVED));
  const position = new Int32Array(graph.nodes).fill(-1);
  for (const members of membersOf(of, count)) {
    allowance.during(() => {
      allowance.hold(members.length * BYTES_PER_NODE_OF_PART + edgesOf(graph, members) * BYTES_PER_EDGE_OF_PART);
      const part = inducedGraph(graph, members, position);
      findCycles(whole, part, findings, allowance);
      examine(part);
    });
  }
  return new GraphAnalysis(graph, of, null);
}

function membersOf(of: Int32Array, count: number): Int32Array[] {
  const sizes = new Int32Array(count);
  for (const part of of) if (part >= 0) sizes[part]!++;
  const members = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(count);
  for (let node = 0; node < of.length; node++) {
    const part = of[node] as number;
    if (part >= 0) members[part]![filled[part]!++] = node;
  }
  return members;
}

function edgesOf({ offset }: Adjacency, members: Int32Array): number {
  let edges = 0;
  for (const node of members) edges += (offset[node + 1] as number) - (offset[node] as number);
  return edges;
}

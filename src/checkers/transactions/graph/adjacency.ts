// A finished graph: the edges sorted by source (compressed sparse rows), and the part of it that some of its nodes induce.

import type { EdgeList } from './edge-list';

export interface Adjacency {
  readonly nodes: number;
  /** Nodes below this number are transactions, the others auxiliary. */
  readonly transactions: number;
  /** The edges of node v are offset[v] up to offset[v + 1]. */
  readonly offset: Int32Array;
  readonly target: Int32Array;
  readonly class: Uint8Array;
  /** Number of the edge in the edge list. */
  readonly edge: Int32Array;
}

/** Sorts by counting: linear. */
export function adjacencyOf(edges: EdgeList, nodes: number, transactions: number): Adjacency {
  const offset = new Int32Array(nodes + 1);
  const { length, from, to } = edges;
  for (let edge = 0; edge < length; edge++) offset[(from[edge] as number) + 1]!++;
  for (let node = 0; node < nodes; node++) offset[node + 1]! += offset[node] as number;
  const next = offset.slice(0, nodes);
  const target = new Int32Array(length);
  const classes = new Uint8Array(length);
  const number = new Int32Array(length);
  for (let edge = 0; edge < length; edge++) {
    const place = next[from[edge] as number]!++;
    target[place] = to[edge] as number;
    classes[place] = edges.class[edge] as number;
    number[place] = edge;
  }
  return { nodes, transactions, offset, target, class: classes, edge: number };
}

export interface InducedGraph {
  readonly graph: Adjacency;
  /** The node of the whole graph, by node of the part. Transactions come first. */
  readonly original: Int32Array;
}

/** @param position scratch of one number per node, -1 everywhere; left as it was */
export function inducedGraph(whole: Adjacency, members: Int32Array, position: Int32Array): InducedGraph {
  const original = members.slice().sort();
  for (let node = 0; node < original.length; node++) position[original[node] as number] = node;
  const offset = new Int32Array(original.length + 1);
  const target: number[] = [];
  const classes: number[] = [];
  const edge: number[] = [];
  for (let node = 0; node < original.length; node++) {
    const old = original[node] as number;
    for (let place = whole.offset[old] as number; place < (whole.offset[old + 1] as number); place++) {
      const inside = position[whole.target[place] as number] as number;
      if (inside < 0) continue;
      target.push(inside);
      classes.push(whole.class[place] as number);
      edge.push(whole.edge[place] as number);
    }
    offset[node + 1] = target.length;
  }
  let transactions = original.length;
  while (transactions > 0 && (original[transactions - 1] as number) >= whole.transactions) transactions--;
  for (const node of original) position[node] = -1;
  const graph = {
    nodes: original.length,
    transactions,
    offset,
    target: Int32Array.from(target),
    class: Uint8Array.from(classes),
    edge: Int32Array.from(edge),
  };
  return { graph, original };
}

// A walk through a graph as steps between transactions: auxiliary nodes are passed over, and orders that follow each other become one.

import type { Step } from '../explain';
import type { Adjacency } from './adjacency';
import { basisOf, type EdgeList, kindOf, ORDER } from './edge-list';

/**
 * @param original transaction by node of the graph
 * @param walk places in the adjacency; the first leaves a transaction, the last enters one
 */
export function stepsOf(edges: EdgeList, graph: Adjacency, original: Int32Array, walk: readonly number[]): Step[] {
  const steps: Step[] = [];
  let begun = -1;
  for (const place of walk) {
    const edge = graph.edge[place] as number;
    if (begun < 0) begun = edge;
    const node = graph.target[place] as number;
    if (node >= graph.transactions) continue;
    const edgeClass = edges.class[begun] as number;
    steps.push({
      from: edges.from[begun] as number,
      to: original[node] as number,
      kind: kindOf(edgeClass),
      basis: basisOf(edgeClass),
      source: edges.source[begun] as number,
      target: edges.target[edge] as number,
      because: edges.because.get(begun),
    });
    begun = -1;
  }
  return joinOrders(steps);
}

/** Begins a cycle behind an order, so that none is split, and joins those in a row. */
function joinOrders(steps: readonly Step[]): Step[] {
  const first = steps.findIndex(({ kind }, at) => kind !== ORDER && steps.at(at - 1)?.kind === ORDER);
  const rotated = first > 0 && closes(steps) ? [...steps.slice(first), ...steps.slice(0, first)] : steps;
  const joined: Step[] = [];
  for (const step of rotated) {
    const last = joined.at(-1);
    if (last?.kind !== ORDER || step.kind !== ORDER) joined.push(step);
    else joined[joined.length - 1] = { ...last, to: step.to, basis: Math.max(last.basis, step.basis) };
  }
  return joined;
}

function closes(steps: readonly Step[]): boolean {
  return steps.length > 0 && steps[0]?.from === steps.at(-1)?.to;
}

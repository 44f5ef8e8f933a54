// Kahn's algorithm: an order of all nodes in which no edge of the given classes leads backwards.

import type { Adjacency } from './adjacency';

/**
 * @param allowed 1 by class of the edges that count
 * @param latest of the nodes that are possible, takes the one that became so last; else the one that became so first
 * @returns the order, or null if there is a cycle
 */
export function topologicalOrder(graph: Adjacency, allowed: Uint8Array, latest = false): Int32Array | null {
  const { nodes, offset, target } = graph;
  const waiting = new Int32Array(nodes);
  for (let place = 0; place < target.length; place++) {
    if (allowed[graph.class[place] as number] === 1) waiting[target[place] as number]!++;
  }
  /** Placed nodes up to `done`, possible ones behind them up to `known`. */
  const order = new Int32Array(nodes);
  let known = 0;
  for (let node = 0; node < nodes; node++) if (waiting[node] === 0) order[known++] = node;
  for (let done = 0; done < known; done++) {
    const node = order[latest ? known - 1 : done] as number;
    if (latest) {
      order[known - 1] = order[done] as number;
      order[done] = node;
    }
    const end = offset[node + 1] as number;
    for (let place = offset[node] as number; place < end; place++) {
      if (allowed[graph.class[place] as number] === 0) continue;
      const successor = target[place] as number;
      if (--waiting[successor]! === 0) order[known++] = successor;
    }
  }
  return known === nodes ? order : null;
}

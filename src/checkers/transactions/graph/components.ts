// Strongly connected components by Tarjan's algorithm (1972), without recursion, of a graph walked by an automaton.

import type { Adjacency } from './adjacency';
import type { Automaton } from './automaton';
import { CLASSES } from './edge-list';

/** Component by product node (node * states + state); -1 for those on no cycle. */
export interface Components {
  readonly of: Int32Array;
  readonly count: number;
}

export function components(graph: Adjacency, { states, next }: Automaton): Components {
  const size = graph.nodes * states;
  const of = new Int32Array(size).fill(-1);
  const index = new Int32Array(size);
  const low = new Int32Array(size);
  const place = new Int32Array(size);
  const open = new Int32Array(size);
  const path = new Int32Array(size);
  const closed = new Uint8Array(size);
  let opened = 0;
  let depth = 0;
  let counter = 0;
  let count = 0;
  const enter = (product: number) => {
    index[product] = low[product] = ++counter;
    place[product] = graph.offset[Math.floor(product / states)] as number;
    open[opened++] = product;
    path[depth++] = product;
  };
  for (let root = 0; root < size; root++) {
    if (index[root] !== 0) continue;
    enter(root);
    while (depth > 0) {
      const product = path[depth - 1] as number;
      const node = states === 1 ? product : Math.floor(product / states);
      const state = product - node * states;
      const end = graph.offset[node + 1] as number;
      let descended = false;
      for (let at = place[product] as number; at < end; at++) {
        const to = next[state * CLASSES + (graph.class[at] as number)] as number;
        if (to < 0) continue;
        const successor = (graph.target[at] as number) * states + to;
        if (index[successor] === 0) {
          // Looked at again behind the descent, for what it has found.
          place[product] = at;
          enter(successor);
          descended = true;
          break;
        }
        if (closed[successor] === 0 && (low[successor] as number) < (low[product] as number)) {
          low[product] = low[successor] as number;
        }
      }
      if (descended) continue;
      depth--;
      if (low[product] === index[product]) {
        const alone = open[opened - 1] === product;
        for (let member = -1; member !== product; ) {
          member = open[--opened] as number;
          closed[member] = 1;
          if (!alone) of[member] = count;
        }
        if (!alone) count++;
      }
    }
  }
  return { of, count };
}

// A short cycle in a graph that is given by the predecessors of each node.

import type { EdgeReason, OrderPath } from './order-clocks';

type Predecessors = (node: number) => readonly (readonly [number, EdgeReason])[];

const NEW = 0;
const OPEN = 1;
const DONE = 2;

/** @returns a cycle, its first node repeated at the end, or null if there is none. O(nodes + edges). */
export function findCycle(count: number, predecessors: Predecessors): OrderPath | null {
  const node = nodeOnCycle(count, predecessors);
  return node < 0 ? null : shortestCycle(node, predecessors);
}

/** Depth first; a node is on a cycle if it is found again while it is open. */
function nodeOnCycle(count: number, predecessors: Predecessors): number {
  const state = new Uint8Array(count);
  const stack: { readonly node: number; readonly before: ReturnType<Predecessors>; next: number }[] = [];
  const open = (node: number) => {
    state[node] = OPEN;
    stack.push({ node, before: predecessors(node), next: 0 });
  };
  for (let start = 0; start < count; start++) {
    if (state[start] === NEW) open(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = top.before[top.next++];
      if (!edge) {
        state[top.node] = DONE;
        stack.pop();
      } else if (state[edge[0]] === OPEN) {
        return edge[0];
      } else if (state[edge[0]] === NEW) {
        open(edge[0]);
      }
    }
  }
  return -1;
}

/** Breadth first, backwards from the node to itself. */
function shortestCycle(start: number, predecessors: Predecessors): OrderPath {
  const next = new Map<number, { readonly node: number; readonly reason: EdgeReason }>();
  const queue = [start];
  for (const node of queue) {
    if (next.has(start)) break;
    for (const [before, reason] of predecessors(node)) {
      if (next.has(before)) continue;
      next.set(before, { node, reason });
      queue.push(before);
    }
  }
  const nodes = [start];
  const reasons: EdgeReason[] = [];
  for (let node = start; nodes.length === 1 || node !== start; ) {
    const step = next.get(node) as { readonly node: number; readonly reason: EdgeReason };
    nodes.push(step.node);
    reasons.push(step.reason);
    node = step.node;
  }
  return { nodes, reasons };
}

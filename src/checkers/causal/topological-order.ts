// An order of the operations in which each comes after what its process did before and after the write that it read, or a cycle that forbids one.

import type { SessionHistory } from './session-history';

export type TopologicalOrder =
  | { readonly order: Int32Array; readonly cycle: null }
  /** Each operation comes before the next one, the last one before the first. */
  | { readonly order: null; readonly cycle: readonly number[] };

const NEW = 0;
const OPEN = 1;
const DONE = 2;

/** Close to the order of the calls: an operation comes as early as its predecessors allow. O(n). */
export function topologicalOrder({ operations, parent, from }: SessionHistory): TopologicalOrder {
  const order = new Int32Array(operations.length);
  const state = new Uint8Array(operations.length);
  const stack: number[] = [];
  let filled = 0;
  for (let start = 0; start < operations.length; start++) {
    if (state[start] === NEW) stack.push(start);
    while (stack.length > 0) {
      const node = stack.at(-1) as number;
      state[node] = OPEN;
      const next = [parent[node] as number, from[node] as number].find(
        (before) => before >= 0 && state[before] !== DONE,
      );
      if (next === undefined) {
        state[node] = DONE;
        order[filled++] = node;
        stack.pop();
      } else if (state[next] === OPEN) {
        return { order: null, cycle: stack.slice(stack.indexOf(next)).reverse() };
      } else {
        stack.push(next);
      }
    }
  }
  return { order, cycle: null };
}

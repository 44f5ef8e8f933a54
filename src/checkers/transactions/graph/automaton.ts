// Which walks through a dependency graph count: a small automaton over the classes of their edges. The graph is searched as a product with it.

import { basisOf, CLASSES, kindOf, LINK, type OrderBasis } from './edge-list';

export interface Automaton {
  readonly states: number;
  /** The next state by state * CLASSES + class; -1: the walk ends. */
  readonly next: Int8Array;
}

/**
 * @param basis edges that rely on more than this order are left out
 * @param step the next state for a state and a kind of edge, or -1; links leave the state as it is
 */
export function automaton(states: number, basis: OrderBasis, step: (state: number, kind: number) => number): Automaton {
  const next = new Int8Array(states * CLASSES).fill(-1);
  for (let state = 0; state < states; state++) {
    for (let edgeClass = 0; edgeClass < CLASSES; edgeClass++) {
      if (basisOf(edgeClass) > basis) continue;
      const kind = kindOf(edgeClass);
      next[state * CLASSES + edgeClass] = kind === LINK ? state : step(state, kind);
    }
  }
  return { states, next };
}

/** Walks over edges of some kinds in any order. */
export function kindsOnly(basis: OrderBasis, ...kinds: number[]): Automaton {
  return automaton(1, basis, (_, kind) => (kinds.includes(kind) ? 0 : -1));
}

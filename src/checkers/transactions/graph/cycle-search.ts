// Shortest cycles of a wanted shape: breadth-first search in the product of a graph and an automaton. Auxiliary nodes cost nothing on the way.

import type { Allowance } from '../allowance';
import type { Adjacency } from './adjacency';
import type { Automaton } from './automaton';
import { CLASSES } from './edge-list';

export class CycleSearch {
  readonly #graph: Adjacency;
  readonly #allowance: Allowance;
  /** By product node: the round in which it was seen, where it was come from, and over which place of the adjacency. */
  readonly #seen: Int32Array;
  readonly #from: Int32Array;
  readonly #over: Int32Array;
  #round = 0;

  constructor(graph: Adjacency, allowance: Allowance, states = 4) {
    this.#graph = graph;
    this.#allowance = allowance;
    this.#seen = new Int32Array(graph.nodes * states);
    this.#from = new Int32Array(graph.nodes * states);
    this.#over = new Int32Array(graph.nodes * states);
  }

  /**
   * The shortest walk that begins with the edge at `place`, out of `node` into `state`, and comes back to `node` in the state `goal`.
   * @param limit longest walk that is wanted, in transactions
   * @returns the places of its edges, or null if there is none or the allowance is spent
   */
  through(node: number, place: number, state: number, goal: number, walk: Automaton, limit: number): number[] | null {
    const { offset, target, transactions } = this.#graph;
    const { states, next } = walk;
    const first = (target[place] as number) * states + state;
    const last = node * states + goal;
    this.#round++;
    this.#visit(first, -1, place);
    let level = [first];
    for (let length = 1; level.length > 0 && length <= limit; length++) {
      const following: number[] = [];
      for (let at = 0; at < level.length; at++) {
        const product = level[at] as number;
        const here = Math.floor(product / states);
        const row = (product - here * states) * CLASSES;
        const end = offset[here + 1] as number;
        this.#allowance.left -= end - (offset[here] as number) + 1;
        if (this.#allowance.left < 0) return null;
        for (let over = offset[here] as number; over < end; over++) {
          const to = next[row + (this.#graph.class[over] as number)] as number;
          if (to < 0) continue;
          const there = target[over] as number;
          const successor = there * states + to;
          if (this.#seen[successor] === this.#round) continue;
          this.#visit(successor, product, over);
          if (successor === last) return this.#walkTo(last);
          if (there >= transactions) level.push(successor);
          else following.push(successor);
        }
      }
      level = following;
    }
    return null;
  }

  /** The shortest walk over at least one edge from `node` to one for which `wanted` answers true; null as above. */
  between(node: number, walk: Automaton, wanted: (node: number) => boolean): number[] | null {
    const { offset, target } = this.#graph;
    this.#round++;
    const queue = [node];
    for (let at = 0; at < queue.length; at++) {
      const here = queue[at] as number;
      const end = offset[here + 1] as number;
      this.#allowance.left -= end - (offset[here] as number) + 1;
      if (this.#allowance.left < 0) return null;
      for (let over = offset[here] as number; over < end; over++) {
        const there = target[over] as number;
        if ((walk.next[this.#graph.class[over] as number] as number) < 0 || this.#seen[there] === this.#round) continue;
        this.#visit(there, here === node ? -1 : here, over);
        if (wanted(there)) return this.#walkTo(there);
        queue.push(there);
      }
    }
    return null;
  }

  #visit(product: number, from: number, over: number): void {
    this.#seen[product] = this.#round;
    this.#from[product] = from;
    this.#over[product] = over;
  }

  #walkTo(last: number): number[] {
    const places: number[] = [];
    for (let product = last; product >= 0; product = this.#from[product] as number) {
      places.push(this.#over[product] as number);
    }
    return places.reverse();
  }
}

// The transactions that may come next: those whose predecessors, in a graph and within the order that is asked for, all stand in a serial order already.

import type { Adjacency } from '../graph/adjacency';
import { classesWithin, type OrderBasis } from '../graph/edge-list';

export class ReadyTransactions {
  readonly all = new Set<number>();
  /** Predecessors that are still to come, by node. */
  readonly #waiting: Int32Array;
  readonly #allowed: Uint8Array;

  /** @param effective 1 by transaction that is to be placed */
  constructor(
    private readonly graph: Adjacency,
    private readonly effective: Uint8Array,
    basis: OrderBasis,
  ) {
    this.#allowed = classesWithin(basis);
    this.#waiting = new Int32Array(graph.nodes);
    for (let place = 0; place < graph.target.length; place++) {
      if (this.#allowed[graph.class[place] as number] === 1) this.#waiting[graph.target[place] as number]!++;
    }
    for (let node = 0, sources = this.#waiting.slice(); node < graph.nodes; node++) {
      if (sources[node] === 0) this.#release(node);
    }
  }

  take(t: number): void {
    this.all.delete(t);
    this.#releaseSuccessors(t);
  }

  /** Undoes the last `take`. */
  giveBack(t: number): void {
    const open = [t];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const end = this.graph.offset[node + 1] as number;
      for (let place = this.graph.offset[node] as number; place < end; place++) {
        if (this.#allowed[this.graph.class[place] as number] === 0) continue;
        const successor = this.graph.target[place] as number;
        if (this.#waiting[successor]!++ > 0) continue;
        if (successor >= this.graph.transactions) open.push(successor);
        else this.all.delete(successor);
      }
    }
    this.all.add(t);
  }

  #release(node: number): void {
    if (node >= this.graph.transactions) this.#releaseSuccessors(node);
    else if (this.effective[node] === 1) this.all.add(node);
  }

  #releaseSuccessors(from: number): void {
    const open = [from];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const end = this.graph.offset[node + 1] as number;
      for (let place = this.graph.offset[node] as number; place < end; place++) {
        if (this.#allowed[this.graph.class[place] as number] === 0) continue;
        const successor = this.graph.target[place] as number;
        if (--this.#waiting[successor]! > 0) continue;
        if (successor >= this.graph.transactions) open.push(successor);
        else if (this.effective[successor] === 1) this.all.add(successor);
      }
    }
  }
}

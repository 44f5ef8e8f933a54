// Which value comes out of a priority queue first: its model is asked, so that a `compare` of the user's counts.

import type { Operation } from '../../../history/operation';
import type { Model } from '../../../models/model';
import type { Lifetimes } from '../containers/lifetimes';
import { sortedBy } from '../containers/sorted-by';
import { stateAfter } from '../initial-value';

/** How a priority queue's model treats values that are inside together. */
export class Ranks {
  readonly #model: Model;
  readonly #insertions: readonly Operation[];
  readonly #removals: readonly Operation[];

  /** @param remove name of the operation that takes the smallest value out */
  constructor({ insertions, removals }: Lifetimes, model: Model, remove: string) {
    this.#model = model;
    this.#insertions = insertions.map((insertion) =>
      insertion.outcome === 'ok' ? insertion : { ...insertion, outcome: 'ok' },
    );
    this.#removals = removals.map((removal, value) => {
      if (removal !== null) return removal;
      const insertion = this.#insertions[value]!;
      return { ...insertion, f: remove, input: undefined, output: insertion.input };
    });
  }

  /** Values in an order in which they can come out if all are inside: by `<`, or if the model has another order by that. Null: the model has none. */
  order(): Int32Array | null {
    const natural = this.#naturalOrder();
    if (natural !== null && this.#comesOutIn(natural)) return natural;
    const asked = Int32Array.from(this.#insertions.keys()).sort((one, other) => this.#compare(one, other));
    return this.#comesOutIn(asked) ? asked : null;
  }

  /** Whether the second may come out although the first, which may come out before it, is inside too. */
  equal(first: number, second: number): boolean {
    return this.#compare(first, second) === 0;
  }

  #naturalOrder(): Int32Array | null {
    const values = this.#insertions.map(({ input }) => input) as number[];
    const type = typeof values[0];
    if (type !== 'number' && type !== 'string' && type !== 'bigint') return null;
    if (!values.every((value) => typeof value === type && !Number.isNaN(value))) return null;
    if (type === 'number') return sortedBy(Float64Array.from(values));
    return Int32Array.from(values.keys()).sort((one, other) => (values[one]! < values[other]! ? -1 : 1));
  }

  /** Neighbours are enough: the order of a priority queue is transitive. */
  #comesOutIn(order: Int32Array): boolean {
    let one = this.#inserted(this.#model.init(), order[0]!);
    for (let at = 1; at < order.length && one !== undefined; at++) {
      const both = this.#inserted(one.state, order[at]!);
      one = both && stateAfter(this.#model, both.state, this.#removals[order[at - 1]!]!);
    }
    return one !== undefined || order.length === 0;
  }

  /** Negative: the first comes before the second; 0: either may. */
  #compare(first: number, second: number): number {
    const one = this.#inserted(this.#model.init(), first);
    const both = one && this.#inserted(one.state, second);
    if (both === undefined) return 0;
    const firstMay = stateAfter(this.#model, both.state, this.#removals[first]!) !== undefined;
    const secondMay = stateAfter(this.#model, both.state, this.#removals[second]!) !== undefined;
    return Number(secondMay) - Number(firstMay);
  }

  #inserted(state: unknown, value: number) {
    return stateAfter(this.#model, state, this.#insertions[value]!);
  }
}

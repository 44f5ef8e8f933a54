// Unknown operations by kind: of those of one kind only the one that was called first and has not taken effect is ever a candidate, so what a configuration
// costs depends on the number of kinds, however many operations are unknown.

import type { Part } from './part';
import type { Timeline } from './timeline';

export class UnknownChains {
  /** Operations of each kind in order of their calls, kind behind kind: `operations[start[chain]]` up to `operations[start[chain + 1]]`. */
  readonly operations: Int32Array;
  readonly start: Int32Array;
  /** How many chains have begun when so many unknown operations have been called. */
  readonly begun: Int32Array;
  /** Position of each operation among the unknown ones. */
  readonly rank: Int32Array;

  constructor({ kinds }: Part, { unknown }: Timeline) {
    const chains = new Map<number, number[]>();
    this.begun = new Int32Array(unknown.length + 1);
    this.rank = new Int32Array(unknown.length === 0 ? 0 : kinds.length);
    unknown.forEach((operation, rank) => {
      const kind = kinds[operation] as number;
      const chain = chains.get(kind);
      if (chain) chain.push(operation);
      else chains.set(kind, [operation]);
      this.rank[operation] = rank;
      this.begun[rank + 1] = chains.size;
    });
    const lists = [...chains.values()];
    this.operations = Int32Array.from(lists.flat());
    this.start = new Int32Array(lists.length + 1);
    lists.forEach((list, chain) => {
      this.start[chain + 1] = (this.start[chain] as number) + list.length;
    });
  }
}

// Which states may be taken for one: until which return some remaining operation can tell a state from others.

import type { Part } from './part';
import type { Timeline } from './timeline';

export interface Observation {
  /** A number that states share if nothing can tell them apart when the returns from `event` on are to come. */
  told(state: number, event: number): number;
}

/** Stands for every state that nobody can tell from another any more. */
const UNOBSERVED = 0x7ffffffe;

/** States that are told from all others until some return, and from no other one afterwards. */
export abstract class ObservedUntil implements Observation {
  /**
   * The last return at which an operation that observes the state is still open or to come; the number of returns and above: for ever; -1: nobody
   * observes it.
   */
  abstract until(state: number): number;

  told(state: number, event: number): number {
    return this.until(state) < event ? UNOBSERVED : state;
  }
}

/** From lists of observed states by kind; null where some operation may tell any two states apart. */
export function observationOf(
  { kinds, blockedKinds }: Part,
  { returnOf, returns }: Timeline,
  observedBy: (kind: number) => readonly number[] | undefined,
): ObservedUntil | null {
  const lastOf = new Map<number, number>();
  for (let operation = 0; operation < kinds.length; operation++) {
    const kind = kinds[operation] as number;
    lastOf.set(kind, Math.max(lastOf.get(kind) ?? -1, returnOf[operation] as number));
  }
  for (const kind of blockedKinds) lastOf.set(kind, returns);
  const until: number[] = [];
  for (const [kind, last] of lastOf) {
    const states = observedBy(kind);
    if (states === undefined) return null;
    for (const state of states) {
      while (until.length <= state) until.push(-1);
      if ((until[state] as number) < last) until[state] = last;
    }
  }
  return new ObservedStates(Int32Array.from(until));
}

class ObservedStates extends ObservedUntil {
  constructor(private readonly last: Int32Array) {
    super();
  }

  until(state: number): number {
    return state < this.last.length ? (this.last[state] as number) : -1;
  }
}

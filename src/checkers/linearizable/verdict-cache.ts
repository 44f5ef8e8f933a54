// Verdicts of tiny histories. An exploration of schedules sees the same outcome again and again: what operations there were, and which came before which, decides
// alone. Exact: the whole description is the key.

import type { TransitionSystem } from '../search/transition-system';
import type { Part } from './part';

/** Histories remembered for one model; then all are forgotten. */
const CAPACITY = 10_000;

/** By transition system, since kinds are numbers of the system. */
const verdicts = new WeakMap<TransitionSystem, Map<string, readonly number[] | null>>();

/** The order that was found, null for a violation, undefined if the history is new. */
export function recall(part: Part): readonly number[] | null | undefined {
  return verdicts.get(part.system)?.get(description(part));
}

export function remember(part: Part, order: readonly number[] | null): void {
  let known = verdicts.get(part.system);
  if (known === undefined) {
    known = new Map();
    verdicts.set(part.system, known);
  }
  if (known.size >= CAPACITY) known.clear();
  known.set(description(part), order === null ? null : [...order]);
}

/** Kinds in order of calls, each with the number of operations that returned before it; kinds in order of returns follow from it up to what matters. */
function description({ operations, kinds, blockedKinds }: Part): string {
  const codes: number[] = [blockedKinds.length, ...blockedKinds];
  for (let index = 0; index < operations.length; index++) {
    const { call, return: end } = operations[index] as { call: number; return: number };
    let before = 0;
    for (let earlier = 0; earlier < index; earlier++) {
      if ((operations[earlier] as { return: number }).return < call) before |= 1 << earlier;
    }
    codes.push(kinds[index] as number, before & 0xffff, before >>> 16, end === Number.POSITIVE_INFINITY ? 1 : 0);
  }
  return String.fromCharCode(...codes);
}

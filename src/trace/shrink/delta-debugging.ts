// Phase: delta debugging (ddmin; Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", TSE 2002) over the
// deviations. The result is 1-minimal: no single deviation can be left out.

import type { Deviations } from '../deviations';
import type { Search } from './rerun';
import type { ShrinkState } from './state';

type Deviation = readonly [decision: number, choice: number];

/** Leaving out a deviation can add or remove decisions, so that later ones change their numbers by a little. */
const SHIFTS = [-1, 1, -2, 2];

export function* deltaDebug(state: ShrinkState): Search<void> {
  let parts = 2;
  while (state.best.deviations.size > 0) {
    const current = [...state.best.deviations];
    parts = Math.min(parts, current.length);
    if (yield* reduces(state, current, parts)) parts = Math.max(parts - 1, 2);
    else if (parts < current.length) parts *= 2;
    else return;
  }
}

/** Tries each part alone, then all but each part; the last ones first, since late deviations are most often noise. */
function* reduces(state: ShrinkState, current: readonly Deviation[], parts: number): Search<boolean> {
  const ranges = split(current.length, parts).reverse();
  if (parts > 2) {
    for (const [from, to] of ranges) if (yield* state.improves(new Map(current.slice(from, to)))) return true;
  }
  for (const [from, to] of ranges) if (yield* state.improves(without(current, from, to, 0))) return true;
  if (parts < current.length) return false;
  for (const [from, to] of ranges) {
    if (to === current.length) continue;
    for (const shift of SHIFTS) if (yield* state.improves(without(current, from, to, shift))) return true;
  }
  return false;
}

function without(current: readonly Deviation[], from: number, to: number, shift: number): Deviations {
  const later = current.slice(to).map(([decision, choice]) => [decision + shift, choice] as const);
  return new Map([...current.slice(0, from), ...later.filter(([decision]) => decision >= 0)]);
}

function split(length: number, parts: number): [from: number, to: number][] {
  return Array.from({ length: parts }, (_, part) => [
    Math.floor((part * length) / parts),
    Math.floor(((part + 1) * length) / parts),
  ]);
}

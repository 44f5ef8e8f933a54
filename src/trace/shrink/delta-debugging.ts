// Phase: delta debugging over the departures (after ddmin; Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing
// Input", TSE 2002). The result is 1-minimal: no single departure can be left out.

import type { Departures } from '../departures';
import type { Search } from './rerun';
import type { ShrinkState } from './state';

type Departure = readonly [decision: number, choice: number];

/** Leaving out a departure can add or remove decisions, so that later ones change their numbers by a little. */
const SHIFTS = [-1, 1, -2, 2];

/**
 * Leaves out parts, from the last to the first; in each round the parts are half as large. When a part could be left out, ddmin starts over,
 * but this goes on with the next part. Nor does it try a part alone. For 6 needed departures among 256 it makes some 80 runs, ddmin 500.
 */
export function* deltaDebug(state: ShrinkState): Search<void> {
  let size = Math.ceil(state.best.departures.size / 2);
  while (size > 1) {
    yield* leaveOut(state, size);
    size = Math.ceil(Math.min(size, state.best.departures.size) / 2);
  }
  while (yield* leaveOut(state, 1)) {}
}

/** One round: returns whether something could be left out. */
function* leaveOut(state: ShrinkState, size: number): Search<boolean> {
  let reduced = false;
  let to = state.best.departures.size;
  while (to > 0) {
    const from = Math.max(0, to - size);
    if (yield* isNeedless(state, from, to)) reduced = true;
    to = Math.min(from, state.best.departures.size);
  }
  return reduced;
}

function* isNeedless(state: ShrinkState, from: number, to: number): Search<boolean> {
  const current = [...state.best.departures];
  if (yield* state.improves(without(current, from, to, 0))) return true;
  if (to - from > 1 || to === current.length) return false;
  for (const shift of SHIFTS) if (yield* state.improves(without(current, from, to, shift))) return true;
  return false;
}

function without(current: readonly Departure[], from: number, to: number, shift: number): Departures {
  const later = current.slice(to).map(([decision, choice]) => [decision + shift, choice] as const);
  return new Map([...current.slice(0, from), ...later.filter(([decision]) => decision >= 0)]);
}

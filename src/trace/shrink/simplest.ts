// Phase: of the schedules with equally few departures, find the simplest: the shortest run, the lowest choices, the earliest decisions.
// So a bug always ends in the same schedule, in whatever way it was found.

import { BoundedSearch, schedulesWithin } from './bounded-search';
import type { Search } from './rerun';
import type { ShrinkState } from './state';

/** Runs that may be spent on looking at all of them. */
const MOST_RUNS = 2000;

export function* findSimplest(state: ShrinkState): Search<void> {
  yield* lowerChoices(state);
  const size = state.best.departures.size;
  if (size === 0) return;
  const plain = yield* state.run(new Map());
  if (schedulesWithin(plain.decisions, size) > Math.min(MOST_RUNS, state.affordable)) return;
  yield* new BoundedSearch(state, false).extend(new Map(), plain.decisions, 0, size);
}

/** Lowers choices one at a time until none can be lowered. */
function* lowerChoices(state: ShrinkState): Search<void> {
  for (let changed = true; changed; ) {
    changed = false;
    for (const [decision, choice] of state.best.departures) {
      for (const lower of lowerThan(choice)) {
        if (changed) break;
        changed = yield* state.improves(new Map(state.best.departures).set(decision, lower));
      }
      if (changed) break;
    }
  }
}

/** Small choices first, then fractions: data choices may have billions of values. */
function lowerThan(choice: number): number[] {
  const small = Array.from({ length: Math.min(choice - 1, 8) }, (_, index) => index + 1);
  return [...small, ...[1 / 2, 3 / 4, 7 / 8].map((share) => Math.floor(choice * share))];
}

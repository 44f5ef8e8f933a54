// Phase: exhaustive search with a growing bound on departures, as far as the budget goes. When it ends, no failing schedule has
// fewer departures than the best one.

import { BoundedSearch, schedulesWithin } from './bounded-search';
import type { Search } from './rerun';
import type { ShrinkState } from './state';

/** How far beyond the affordable number of runs a bound is still tried, in the hope of an early hit. */
const HOPE = 2;

/**
 * Looks for the same failure with fewer departures than the best schedule has.
 * @returns true if there is none with fewer
 */
export function* findFewest(state: ShrinkState): Search<boolean> {
  const plain = yield* state.run(new Map());
  state.keep(plain);
  let complete = true;
  for (let bound = 1; bound < state.best.departures.size; bound++) {
    if (schedulesWithin(plain.decisions, bound) > HOPE * state.affordable) return false;
    const search = new BoundedSearch(state, true);
    yield* search.extend(new Map(), plain.decisions, 0, bound);
    if (search.cut) complete = false;
  }
  return complete;
}

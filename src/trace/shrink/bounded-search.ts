// All schedules with a given number of departures from the default order, in the order of a depth-first walk.

import type { Departures } from '../departures';
import type { RerunDecision, Search } from './rerun';
import { alternatives, isCut, type ShrinkState } from './state';

export class BoundedSearch {
  /** A decision had more choices than were tried. */
  cut = false;

  /** @param stopAtFirst end the walk at the first schedule that is kept, or go on for a still simpler one */
  constructor(
    private readonly state: ShrinkState,
    private readonly stopAtFirst: boolean,
  ) {}

  /**
   * Runs every schedule that has `departures` and exactly `remaining` more, all from decision number `from` on.
   * @param decisions of the run with `departures`
   * @returns true if the walk was ended by a hit
   */
  *extend(
    departures: Departures,
    decisions: readonly RerunDecision[],
    from: number,
    remaining: number,
  ): Search<boolean> {
    for (let index = from; index < decisions.length; index++) {
      const decision = decisions[index] as RerunDecision;
      if (isCut(decision)) this.cut = true;
      for (let choice = 1; choice <= alternatives(decision); choice++) {
        const next = new Map(departures).set(index, choice);
        const result = yield* this.state.run(next);
        if (this.state.keep(result) && this.stopAtFirst) return true;
        if (remaining > 1 && (yield* this.extend(next, result.decisions, index + 1, remaining - 1))) return true;
      }
    }
    return false;
  }
}

/** Estimated number of runs for `extend` with `remaining = bound` from the undisturbed schedule. */
export function schedulesWithin(decisions: readonly RerunDecision[], bound: number): number {
  const single = decisions.reduce((total, decision) => total + alternatives(decision), 0);
  let schedules = 1;
  for (let taken = 0; taken < bound; taken++) schedules = (schedules * Math.max(single - taken, 1)) / (taken + 1);
  return schedules;
}

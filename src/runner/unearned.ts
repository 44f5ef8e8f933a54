// A green run must be earned: why a run that found nothing does not count as a pass.

import { siteTable } from '../engine/site-table';
import { counted } from '../report/counted';
import type { ResolvedOptions } from './options';
import { FIXED_SCHEDULES } from './plan';
import type { Tally } from './tally';
import { describeUncontrolled, placeOf } from './warnings';

/** If a body has choices, two of so many schedules differ. */
const ENOUGH_TO_DIFFER = 16;

/**
 * The reason as a sentence for the user; null if the run counts.
 * @param exhausted the strategy says that it has explored everything
 */
export function whyUnearned(options: ResolvedOptions, tally: Tally, exhausted: boolean): string | null {
  if (options.uncontrolled === 'error' && tally.uncontrolled.size > 0) {
    const places = describeUncontrolled(tally.uncontrolled).map(placeOf).join(', ');
    return `The body waited for something outside the controller, and uncontrolled is 'error': ${places}.`;
  }
  if (!options.mustExplore || options.iterations <= FIXED_SCHEDULES) return null;
  if (siteTable.list().length === 0)
    return 'No instrumented file was loaded: nothing is under control, or nothing in the files is asynchronous. Is babel-plugin-lockstep (or the preset) applied to the test and to the code under test?';
  // Timers that overlap fire by their deadlines: there is no other schedule than the one that was run.
  if (tally.maxChoices === 0 && tally.overlapped) return null;
  if (tally.maxChoices === 0)
    return (
      'No schedule had a choice: there were never two tasks under way. ' +
      'Start at least two tasks, and see that the code under test is instrumented; or set mustExplore: false.'
    );
  if (!exhausted && tally.own === 0 && tally.schedules < options.iterations)
    return (
      `The time budget of ${options.timeBudget} ms was spent on ${counted(tally.schedules, 'schedule')}, and none of them was chosen by the strategy. ` +
      'Raise timeBudget, or make the body do less.'
    );
  if (exhausted && tally.own === 0)
    return 'The strategy said that all is explored before it had explored anything, although there were choices: `begin` returned false at once.';
  if (tally.own > 0 && tally.abandoned === tally.own)
    return `The strategy gave up each of its ${tally.own} schedules: \`pick\` returned null.`;
  if (!exhausted && tally.schedules - tally.abandoned >= ENOUGH_TO_DIFFER && tally.distinct.count === 1)
    return `All ${tally.schedules - tally.abandoned} schedules were the same one: the strategy explores nothing.`;
  return null;
}

// A green run must have earned it: why one that found nothing does not count as a pass.

import { siteTable } from '../engine/site-table';
import type { ResolvedOptions } from './options';
import type { Tally } from './tally';
import { describeUncontrolled } from './warnings';

/** The first schedules of every exploration are the same ones: the undisturbed one, once more, and the one where everything is late. */
export const FIXED_SCHEDULES = 3;
/** Of so many schedules of a body with choices, two would differ. */
const ENOUGH_TO_DIFFER = 16;

/** The reason as a sentence for the user; null if the run counts. */
export function whyUnearned(options: ResolvedOptions, tally: Tally): string | null {
  if (options.uncontrolled === 'error' && tally.uncontrolled.size > 0) {
    const places = describeUncontrolled(tally.uncontrolled)
      .map(({ site, count }) => `${site === null ? 'an unknown place' : `${site.file}:${site.line}`} (${count} times)`)
      .join(', ');
    return `The body waited for something outside the controller, and uncontrolled is 'error': ${places}.`;
  }
  if (!options.mustExplore || options.iterations <= FIXED_SCHEDULES) return null;
  if (siteTable.list().length === 0)
    return 'No instrumented file was loaded: nothing is under control, or nothing in the files is asynchronous. Is babel-plugin-lockstep (or the preset) applied to the test and to the code under test?';
  // Timers that overlap fire by their deadlines: there is no other schedule than the one that was run.
  if (tally.maxChoices === 0 && tally.overlapped) return null;
  if (tally.maxChoices === 0)
    return (
      'No schedule had a choice: at no time were two tasks under way. ' +
      'Start at least two tasks, and see that the code under test is instrumented; or set mustExplore: false.'
    );
  if (tally.schedules >= ENOUGH_TO_DIFFER && tally.distinct.count === 1)
    return `All ${tally.schedules} schedules were the same one: the strategy explores nothing.`;
  return null;
}

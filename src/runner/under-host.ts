// A failure that was met under the model `await`, but needs no await to be slow, and no answer some microtasks later: the same schedule exists
// under the model `host`.

import { microtasksOf, type RecordedDecision } from '../engine/recorded-decision';
import { OWN, siteTable } from '../engine/site-table';
import { DepartureSchedule } from '../strategies';
import { departuresOf, type Trace } from '../trace';

/**
 * The same schedule for the model `host`, which does not ask about the awaits of the project's own code. Null if one of these has to be slow, or
 * if an operation completes some microtasks later than at once.
 */
export function scheduleUnderHost({ decisions, strategy }: Trace): DepartureSchedule | null {
  const own = siteTable.filesOf(OWN);
  const isOwnAwait = ({ kind, operation, site }: RecordedDecision) =>
    kind === 'late' && operation === 'await' && own.has(site.replace(/:\d+:\d+$/, ''));
  if (decisions.some((decision) => microtasksOf(decision) > 0 || (decision.choice !== 0 && isOwnAwait(decision))))
    return null;
  return Object.assign(new DepartureSchedule(departuresOf(decisions.filter((decision) => !isOwnAwait(decision)))), {
    // The finding carries the name of the strategy that found it.
    name: strategy,
  });
}

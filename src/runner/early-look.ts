// Tests that wait for some time, or for a turn of the event loop, and then look: `await flushPromises(); expect(…)`; and tests that give up
// waiting. If something outside is slower than that, what they see says nothing about the code, so it is no finding.

import type { TraceEvent } from '../engine/event';
import type { IterationOutcome } from '../engine/outcome';
import { siteTable } from '../engine/site-table';

/**
 * Whether a recorded run failed only because the test looked while operations were pending: its own wait ended, and up to the failure
 * no code under test did anything. If the test calls something (`controller.abort()`), that is a race like any other. A helper that has polled
 * for long and gives up may call what it likes.
 */
export function isEarlyLook({ look, events }: IterationOutcome): boolean {
  if (look === null) return false;
  if (look.polls) return true;
  const steps = new Set(look.steps);
  return !events.some(
    (event) => event.type !== 'step' && event.type !== 'end' && steps.has(event.step) && isWorkOfTheCode(event),
  );
}

function isWorkOfTheCode(event: Exclude<TraceEvent, { type: 'step' | 'end' }>): boolean {
  if (event.type === 'access' && !event.write) return false;
  return event.site >= 0 && !siteTable.isOfTheTest(event.site);
}

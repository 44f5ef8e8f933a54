// Tests that wait for some time, or for a turn of the event loop, and then look: `await flushPromises(); expect(…)`. If something
// outside is slower than that, what they see says nothing about the code, so it is no finding.

import type { TraceEvent } from '../engine/event';
import type { IterationOutcome } from '../engine/outcome';
import { siteTable } from '../engine/site-table';

/**
 * Whether a recorded run failed only because the test looked while operations were pending: its own wait ended, and up to the failure
 * no code under test did anything. If the test calls something (`controller.abort()`), that is a race like any other.
 */
export function isEarlyLook({ looked, events }: IterationOutcome): boolean {
  if (looked === null) return false;
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i] as TraceEvent;
    if (event.type === 'step') return true;
    if (event.type !== 'end' && isWorkOfTheCode(event)) return false;
  }
  return false;
}

function isWorkOfTheCode(event: Exclude<TraceEvent, { type: 'step' | 'end' }>): boolean {
  if (event.type === 'access' && !event.write) return false;
  return event.site >= 0 && !siteTable.isEnvironment(event.site);
}

// Which timer fired, and when.

import type { TraceEvent } from '../engine/event';
import type { Trace } from '../trace/trace';

/**
 * The virtual time when the step at `position` has run: what the next event that has a time says. (A step is recorded before time
 * moves on.)
 */
function timeAfter(position: number, events: readonly TraceEvent[]): number {
  for (let next = position + 1; next < events.length; next++) {
    const event = events[next] as TraceEvent;
    if ('time' in event) return event.time;
  }
  return 0;
}

/** `timer of 100 ms`, from the timer that was due when the step at `position` ran; `timer` if none is known. */
export function timerName(position: number, { events }: Pick<Trace, 'events'>): string {
  const due = timeAfter(position, events);
  for (let earlier = position - 1; earlier >= 0; earlier--) {
    const event = events[earlier] as TraceEvent;
    if (event.type === 'timer' && !event.cleared && event.time + event.delay === due)
      return `timer of ${event.delay} ms`;
  }
  return 'timer';
}

/** `timer of 100 ms fires, at 250 ms`; the time is left out where it says the same as the delay. */
export function firing(position: number, trace: Pick<Trace, 'events'>): string {
  const name = timerName(position, trace);
  const at = `${timeAfter(position, trace.events)} ms`;
  return name.endsWith(` ${at}`) ? `${name} fires` : `${name} fires, at ${at}`;
}

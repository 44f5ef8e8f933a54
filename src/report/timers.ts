// Which timer fired, and when.

import type { TraceEvent } from '../engine/event';
import { wordsFor } from '../engine/operation-kinds';

/**
 * The virtual time when the step at `position` has run. The next event that has a time says it, because a step is recorded before time
 * moves on.
 */
function timeAfter(position: number, events: readonly TraceEvent[]): number {
  for (let next = position + 1; next < events.length; next++) {
    const event = events[next] as TraceEvent;
    if ('time' in event) return event.time;
  }
  return 0;
}

/** The timers of a trace, by the time at which they are due. (In a long trace many fire, so that it would take long to look for each.) */
export class Timers {
  /** Positions of the events that set a timer, ascending. */
  private readonly due = new Map<number, number[]>();

  constructor(private readonly events: readonly TraceEvent[]) {
    for (const [position, event] of events.entries()) {
      if (event.type !== 'timer' || event.cleared) continue;
      const time = event.time + event.delay;
      const positions = this.due.get(time);
      if (positions === undefined) this.due.set(time, [position]);
      else positions.push(position);
    }
  }

  /** `timer of 100 ms`, from the timer that was due when the step at `position` ran; `timer` if none is known. */
  name(position: number): string {
    const set = this.due.get(timeAfter(position, this.events))?.findLast((one) => one < position);
    const event = set === undefined ? undefined : this.events[set];
    return event?.type === 'timer' ? `timer of ${event.delay} ms` : 'timer';
  }

  /** `timer of 100 ms fires, at 250 ms`; the time is left out where it says the same as the delay. */
  firing(position: number): string {
    const name = this.name(position);
    const at = `${timeAfter(position, this.events)} ms`;
    const { happens } = wordsFor('timer');
    return name.endsWith(` ${at}`) ? `${name} ${happens}` : `${name} ${happens}, at ${at}`;
  }
}

// What came from outside in the schedule of a trace, for a run that repeats it.

import type { TakenArrival } from '../engine/taken-arrival';
import type { Trace } from '../trace';

/** What came from outside, and when; it is known if the trace has events. */
export function arrivalsOf({ events, decisions }: Pick<Trace, 'events' | 'decisions'>): TakenArrival[] {
  return events.flatMap((event) => {
    if (event.type !== 'native' || event.decision === undefined) return [];
    const number = decisions[event.decision]?.choice;
    return number === undefined ? [] : [{ step: event.step, number }];
  });
}

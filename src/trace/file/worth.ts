// Which events of a trace are worth most where not all can be kept: those that a report needs to say why the run failed.

import type { TraceEvent } from '../../engine/event';
import { criticalPosition } from '../critical-position';
import { racedPositions, sharedPlaces } from '../explain';
import type { Trace } from '../trace';

/** Events before the failure that are kept before anything else is. */
const NEAREST = 500;

/**
 * Positions of all events, those that are worth most first (a position may come more than once):
 * 1. the end, the critical decision, and the accesses that raced
 * 2. the last events before the failure
 * 3. all accesses to the state that was raced for
 * 4. what departs from the default order, which includes every late operation
 * 5. accesses to other state that tasks share
 * 6. the other steps, and what else is of the schedule: messages, drawn values, timers, completions from outside
 * 7. the rest: where tasks wait and go on, accesses to state that is not shared
 *
 * Within a group those nearest to the failure come first.
 */
export function* byWorth(trace: Trace): Generator<number> {
  const { events, sites } = trace;
  const backwards = function* (isWanted: (event: TraceEvent, position: number) => boolean): Generator<number> {
    for (let position = events.length - 1; position >= 0; position--)
      if (isWanted(events[position] as TraceEvent, position)) yield position;
  };
  const race = racedPositions(trace);
  const critical = criticalPosition(trace);
  if (events.length > 0) yield events.length - 1;
  if (critical !== null) yield critical;
  yield* race;
  yield* backwards((_, position) => position >= events.length - NEAREST);
  const raced = race.map((position) => events[position]).find((event) => event?.type === 'access');
  if (raced?.type === 'access')
    yield* backwards((event) => event.type === 'access' && event.object === raced.object && event.key === raced.key);
  yield* backwards(departs);
  const shared = new Set(sharedPlaces(events, (id) => sites[id]).flatMap((place) => place.map((one) => one.position)));
  yield* backwards((_, position) => shared.has(position));
  yield* backwards((event) => SCHEDULE.has(event.type));
  yield* backwards(() => true);
}

const SCHEDULE: ReadonlySet<TraceEvent['type']> = new Set([
  'step',
  'send',
  'deliver',
  'tell',
  'choose',
  'timer',
  'native',
  'end',
]);

function departs(event: TraceEvent): boolean {
  return event.type === 'latency' ? event.late : event.type === 'step' && event.choice !== 0;
}

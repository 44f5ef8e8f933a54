// The log of a recorded iteration's events. The task of an event may not be decided yet when the event happens (the strand may still
// be awaited at once by its creator): it is filled in when the current job ends.

import type { TraceEvent } from './event';
import type { Strand } from './strand';
import { world } from './world';

/** Events of strands whose task is not decided yet. */
const undecided: { event: TraceEvent; strand: Strand }[] = [];

/** An endless chain of microtasks makes millions of events; what is longer than this no report can show. */
const MOST_EVENTS = 200_000;

/** What is logged: an event without its task. */
type WithoutTask<Event> = Event extends TraceEvent ? Omit<Event, 'task'> : never;

/** Logs an event of the task of `strand` (default: the one that runs), if events are recorded. */
export function logEvent(event: WithoutTask<TraceEvent>, strand: Strand | null = world.current): void {
  const { events } = world;
  if (events === null || events.length >= MOST_EVENTS) return;
  const complete = { ...event, task: strand === null ? '0' : (strand.task?.id ?? '') } as TraceEvent;
  events.push(complete);
  if (strand !== null && strand.task === null) undecided.push({ event: complete, strand });
}

/** The current job has ended: every strand has its task. */
export function fillInTasks(): void {
  for (const { event, strand } of undecided) event.task = strand.task?.id ?? '0';
  undecided.length = 0;
}

// Which recorded event carries out which decision: decisions are what was chosen, events what happened.

import type { TraceEvent } from '../engine/event';
import type { RerunDecision } from './shrink/rerun';
import type { Trace } from './trace';

type Decision = Pick<RerunDecision, 'kind' | 'options' | 'choice'>;

/**
 * Finds the event of each decision: by the numbers that events have, or, if none has a number, by what they say.
 * @param decisions all of them, native completions included
 * @returns for each decision the position of its event, -1 if it is not there; null if the events do not fit the decisions
 */
export function alignDecisions(decisions: readonly Decision[], events: readonly TraceEvent[]): number[] | null {
  return events.some(hasNumber) ? byNumber(decisions, events) : inOrder(decisions, events);
}

/**
 * The events with the numbers of their decisions. They are as given if some have numbers already, or if it cannot be told which event
 * carries out which decision.
 */
export function numbered({ decisions, events }: Pick<Trace, 'decisions' | 'events'>): readonly TraceEvent[] {
  if (events.length === 0 || events.some(hasNumber)) return events;
  const positions = inOrder(decisions, events);
  if (positions === null) return events;
  const result = [...events];
  positions.forEach((position, decision) => {
    result[position] = { ...(events[position] as TraceEvent), decision } as TraceEvent;
  });
  return result;
}

function hasNumber(event: TraceEvent): boolean {
  return 'decision' in event && event.decision !== undefined;
}

function byNumber(decisions: readonly Decision[], events: readonly TraceEvent[]): number[] | null {
  const positions = new Array<number>(decisions.length).fill(-1);
  for (const [position, event] of events.entries()) {
    if (!('decision' in event) || event.decision === undefined) continue;
    const decision = decisions[event.decision];
    if (decision === undefined || !fits(decision, event)) return null;
    positions[event.decision] = position;
  }
  return positions;
}

/** Events stand in the order of their decisions; between them are others. */
function inOrder(decisions: readonly Decision[], events: readonly TraceEvent[]): number[] | null {
  const positions: number[] = [];
  let position = 0;
  for (const decision of decisions) {
    while (position < events.length && !fits(decision, events[position] as TraceEvent)) position++;
    if (position === events.length) return null;
    positions.push(position++);
  }
  return positions;
}

function fits({ kind, options, choice }: Decision, event: TraceEvent): boolean {
  switch (kind) {
    case 'pick':
      return event.type === 'step' && event.options === options && event.choice === choice;
    case 'late':
      return event.type === 'latency' && event.late === (choice === 1);
    case 'choose':
      return event.type === 'choose' && event.options === options && event.choice === choice;
    case 'native':
      return event.type === 'native';
  }
}

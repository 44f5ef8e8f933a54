// Which recorded event belongs to which decision: decisions are what was chosen, events what happened.

import type { TraceEvent } from '../engine/event';
import type { RerunDecision } from './shrink/rerun';

/**
 * Finds the event of each decision.
 * @returns for each decision the position of its event; null if the events do not fit the decisions
 */
export function alignDecisions(
  decisions: readonly Pick<RerunDecision, 'kind' | 'options' | 'choice'>[],
  events: readonly TraceEvent[],
): number[] | null {
  const positions: number[] = [];
  let position = 0;
  for (const decision of decisions) {
    while (position < events.length && !fits(decision, events[position] as TraceEvent)) position++;
    if (position === events.length) return null;
    positions.push(position++);
  }
  return positions;
}

function fits(
  { kind, options, choice }: Pick<RerunDecision, 'kind' | 'options' | 'choice'>,
  event: TraceEvent,
): boolean {
  switch (kind) {
    case 'pick':
      return event.type === 'step' && event.options === options && event.choice === choice;
    case 'late':
      return event.type === 'latency' && event.late === (choice === 1);
    case 'choose':
      return event.type === 'choose' && event.options === options && event.choice === choice;
    default:
      return event.type === 'native';
  }
}

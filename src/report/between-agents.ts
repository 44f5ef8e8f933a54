// What a schedule tells otherwise where there are several agents: what arrives, from whom to whom, and which memory is touched.

import type { TraceEvent } from '../engine/event';
import type { Trace } from '../trace/trace';
import type { Arrivals } from './arrivals';

type Step = Extract<TraceEvent, { type: 'step' }>;

export interface Words {
  readonly text: string;
  readonly weight: 0 | 1 | 2 | 3;
  /** False: the place of the event is not where this happens. */
  readonly isPlaced?: boolean;
}

/** Another line says it. */
export const SAID: Words = { text: '', weight: 0 };

/**
 * What is told otherwise where there are several agents; null: nothing is.
 * @param usual what a run with one agent is told by
 */
export function betweenAgents(
  event: TraceEvent,
  position: number,
  { events }: Trace,
  arrivals: Arrivals,
  usual: (event: TraceEvent, position: number) => Words | null,
): Words | null {
  switch (event.type) {
    case 'step': {
      if (event.kind === 'close') return { ...(usual(event, position) as Words), weight: 1 };
      if (event.kind === 'memory')
        return (
          ofMemory(event, events[position + 1], (next) => usual(next, position + 1)) ?? {
            ...(usual(event, position) as Words),
            weight: 1,
          }
        );
      const arrival = arrivals.byStep(position);
      return arrival === null
        ? null
        : { text: arrival, weight: arrival.startsWith('→ `online`') ? 1 : 2, isPlaced: false };
    }
    case 'access': {
      const before = events[position - 1];
      const isOfStep = before?.type === 'step' && before.kind === 'memory' && before.site === event.site;
      return isOfStep ? SAID : null;
    }
    // What there is a message for is worth telling; that a worker is online is not.
    case 'send':
      return { text: arrivals.sent(event), weight: 2 };
    case 'deliver':
    case 'tell':
      return arrivals.isSaid(position) ? SAID : { text: arrivals.line(event), weight: 2, isPlaced: false };
    default:
      return null;
  }
}

/** An agent goes on with an access: what it reads or writes, if others use it, too. */
function ofMemory(
  { site }: Step,
  next: TraceEvent | undefined,
  usual: (event: TraceEvent) => Words | null,
): Words | null {
  if (next?.type !== 'access' || next.site !== site) return null;
  const words = usual(next);
  return words && { ...words, weight: words.weight === 3 ? 3 : 2 };
}

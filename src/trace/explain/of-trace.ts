// The race behind the failure of a trace.

import type { TraceEvent } from '../../engine/event';
import { siteText } from '../site-text';
import type { Trace } from '../trace';
import { explain } from './explain';
import type { Race, RaceAccess } from './race';
import type { ExplainHints } from './weight';

/** The race to name in a report; null if nothing raced, or nothing that explains the failure. */
export function raceOf(trace: Trace): Race | null {
  if (trace.explanation) return trace.explanation.causes[0] ?? null;
  // Who waits for what explains a deadlock; a race beside it is a guess.
  if (trace.failure?.kind.endsWith('deadlock')) return null;
  return explain(trace.events, (id) => trace.sites[id], hintsOf(trace));
}

/** Positions of its accesses among the events. */
export function racedPositions(trace: Trace): number[] {
  return (raceOf(trace)?.accesses ?? [])
    .map((access) => positionOf(access, trace))
    .filter((position) => position !== -1);
}

/** On whose behalf an access is told may not be the task on which it was recorded. */
function positionOf({ step, task, site, write, value }: RaceAccess, { events, sites }: Trace): number {
  const isAt = (event: TraceEvent) =>
    event.step === step &&
    siteText(sites[event.site]) === site &&
    (event.type === 'access'
      ? event.write === write && (value === '' || event.value === value)
      : event.type === 'resume');
  const exact = events.findIndex((event) => event.task === task && isAt(event));
  return exact === -1 ? events.findIndex(isAt) : exact;
}

function hintsOf({ failure, critical, test, events }: Trace): ExplainHints {
  const kind = failure?.kind ?? 'error';
  return {
    critical,
    message: failure?.message,
    testFile: test.file,
    failStep: events.at(-1)?.step,
    strong: kind.endsWith('deadlock') || kind === 'step-bound' || kind === 'endless-loop',
  };
}

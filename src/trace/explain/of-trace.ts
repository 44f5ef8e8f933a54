// The race behind the failure of a trace.

import type { Trace } from '../trace';
import { explain, mostTelling } from './explain';
import type { Race, RaceCandidate } from './race';
import type { ExplainHints } from './weight';

/** The race to name in a report; null if nothing raced, or nothing that explains the failure. */
export function raceOf(trace: Trace): Race | null {
  return explain(trace.events, (id) => trace.sites[id], hintsOf(trace));
}

/** The same with the positions of the accesses among the events. */
export function raceCandidateOf(trace: Trace): RaceCandidate | null {
  return mostTelling(trace.events, (id) => trace.sites[id], hintsOf(trace));
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

// The race to name in the report of a trace.

import { explain, type Race } from '../trace/explain';
import type { Trace } from '../trace/trace';

/** Null if nothing raced, or nothing that explains the failure. */
export function raceOf(trace: Trace): Race | null {
  const kind = trace.failure?.kind ?? 'error';
  return explain(trace.events, (id) => trace.sites[id], {
    critical: trace.critical,
    message: trace.failure?.message,
    testFile: trace.test.file,
    failStep: trace.events.at(-1)?.step,
    strong: kind.endsWith('deadlock') || kind === 'step-bound' || kind === 'endless-loop',
  });
}

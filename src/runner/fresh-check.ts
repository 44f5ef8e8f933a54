// Is a failure the test's own, or due to state that earlier iterations have left in modules? The failing schedule is run once more with
// a fresh module registry, where there is one.

import { DefaultSchedule, DepartureSchedule } from '../strategies';
import { compareSignatures, departuresOf, type Trace } from '../trace';
import { arrivalsOf } from './arrivals-of';
import { makeTrace } from './make-trace';
import type { ResolvedOptions } from './options';
import { streamOfTrace } from './plan';
import { type RunRequest, Session } from './session';
import type { Subject } from './subject';

/** The same subject with a fresh registry for every iteration; null if it cannot be had. */
export function isolated(subject: Subject): Subject | null {
  return subject.fresh === undefined ? null : { ...subject, prepare: subject.fresh, fresh: undefined };
}

/**
 * @returns `own` if the failure occurs in a fresh registry, too; `leaked` if it does not; `unknown` if a fresh registry cannot be had or
 *   does not even run the undisturbed schedule as the shared one does (set-up that is made once per file, say)
 */
export async function originOfFailure(
  subject: Subject,
  options: ResolvedOptions,
  trace: Trace,
  undisturbedPasses: boolean,
): Promise<'own' | 'leaked' | 'unknown'> {
  const fresh = isolated(subject);
  if (fresh === null || options.isolate) return 'unknown';
  const session = new Session(fresh, options);
  const run = async (strategy: RunRequest['strategy'], arrivals?: RunRequest['arrivals']) => {
    const { model, iteration } = trace;
    const request = { strategy, model, iteration, stream: streamOfTrace(trace), turn: 0, track: true, arrivals };
    return makeTrace(session, await session.record(request), request).failure;
  };
  const departures = departuresOf(trace.decisions.filter(({ kind }) => kind !== 'native'));
  try {
    const again = await run(new DepartureSchedule(departures), arrivalsOf(trace));
    if (again !== null && compareSignatures(again.signature, trace.failure?.signature ?? '') !== 'different')
      return 'own';
    return undisturbedPasses && (await run(new DefaultSchedule())) !== null ? 'unknown' : 'leaked';
  } catch {
    // The test file cannot be evaluated anew (a native ES module, say).
    return 'unknown';
  } finally {
    session.leave();
  }
}

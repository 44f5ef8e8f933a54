// From a failing schedule to a finding: record it once more (which is the first check that it replays), shrink it, and record the
// smallest schedule for the report.

import { DECISION_KINDS, type IterationOutcome } from '../engine/outcome';
import { siteTable } from '../engine/site-table';
import { DeviationSchedule } from '../strategies';
import { type Deviations, deviationsOf, shrinkAsync, type Trace, toTraceFailure } from '../trace';
import type { Finding } from '../trace/finding';
import { isEarlyLook } from './early-look';
import { makeTrace } from './make-trace';
import type { RecordedRun, RunRequest, Session } from './session';

/** The deviations of a bulk run's decision log. */
function deviationsOfLog(log: readonly number[]): Map<number, number> {
  const decisions = [];
  for (let i = 0; i < log.length; i += 3)
    decisions.push({
      kind: DECISION_KINDS[log[i] as number] as (typeof DECISION_KINDS)[number],
      choice: log[i + 2] as number,
    });
  // The strategy is not asked about native completions, so they have no number.
  return deviationsOf(decisions.filter((decision) => decision.kind !== 'native'));
}

/** Failures that are not worth shrinking: each run of them takes long. */
function isSlow(outcome: IterationOutcome): boolean {
  return outcome.failure?.kind === 'endless-loop' || outcome.failure?.kind === 'step-bound';
}

function withName(trace: Trace, request: RunRequest): Trace {
  return { ...trace, strategy: request.strategy.name };
}

/** The same run once more, recorded. */
export function recordAgain(session: Session, request: RunRequest, outcome: IterationOutcome): Promise<RecordedRun> {
  return session.record({ ...request, strategy: new DeviationSchedule(deviationsOfLog(outcome.decisions)) });
}

/**
 * Makes a finding of a failing bulk run.
 * @param latent it was found under the model `await`, and the host model has choices of its own
 */
export async function makeFinding(
  session: Session,
  request: RunRequest,
  outcome: IterationOutcome,
  latent: boolean,
): Promise<Finding> {
  const { failure } = outcome;
  if (failure === null) throw new TypeError('makeFinding expects the outcome of a failing run.');
  const first = await recordAgain(session, request, outcome);
  const trace = withName(makeTrace(session, first, request), request);
  const original = toTraceFailure(failure, {
    siteOf: (id) => siteTable.site(id) ?? undefined,
    root: session.subject.root ?? process.cwd(),
  });
  // Who waits is known only to recorded runs, so a deadlock is compared by kind.
  const same =
    trace.failure !== null &&
    trace.failure.kind === original.kind &&
    (trace.failure.signature === original.signature ||
      original.kind.includes('deadlock') ||
      original.kind === 'step-bound');
  if (!same) return { verdict: 'leak', trace: { ...trace, failure: original }, shrunk: null, error: failure.error };

  return findingOf(session, request, first, latent ? 'latent' : 'bug');
}

/** Makes a finding of a failing recorded run, shrunk if the options ask for it. */
export async function findingOf(
  session: Session,
  request: RunRequest,
  recorded: RecordedRun,
  verdict: 'bug' | 'latent',
): Promise<Finding> {
  const { failure } = recorded.outcome;
  if (failure === null) throw new TypeError('findingOf expects a run that failed.');
  const rerun = (deviations: Deviations): RunRequest => ({ ...request, strategy: new DeviationSchedule(deviations) });
  const trace = withName(makeTrace(session, recorded, request), request);
  const asFound: Finding = { verdict, trace, shrunk: null, error: failure.error };
  const { shrink } = session.options;
  if (shrink === 0 || isSlow(recorded.outcome) || recorded.outcome.uncontrolled.size > 0) return asFound;
  const shrunk = await shrinkAsync(
    trace,
    async (deviations) => {
      const run = await session.record(rerun(deviations));
      const again = makeTrace(session, run, request);
      const signature = isEarlyLook(run.outcome) ? null : (again.failure?.signature ?? null);
      return { signature, decisions: run.decisions };
    },
    { timeBudget: shrink },
  );
  if (!shrunk.reproduced) return asFound;
  const last = await session.record(rerun(shrunk.deviations));
  if (last.outcome.failure === null) return asFound;
  return {
    verdict,
    trace: { ...withName(makeTrace(session, last, request), request), critical: shrunk.critical },
    shrunk: { from: shrunk.from, to: shrunk.to, attempts: shrunk.attempts, fewest: shrunk.fewest },
    error: last.outcome.failure.error,
  };
}

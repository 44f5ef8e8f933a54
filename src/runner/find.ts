// From a failing schedule to a finding, in steps: record it once more (which is the first check that it replays), then make it small,
// and record the smallest schedule for the report.

import { nativeNow } from '../engine/natives';
import type { IterationOutcome } from '../engine/outcome';
import { DECISION_KINDS } from '../engine/recorded-decision';
import { ENVIRONMENT, siteTable, TOOL } from '../engine/site-table';
import { DepartureSchedule } from '../strategies';
import type { Strategy } from '../strategies/strategy';
import {
  type Departures,
  departuresOf,
  type Explanation,
  explainDifference,
  shrinkAsync,
  type Trace,
  toTraceFailure,
} from '../trace';
import type { Finding } from '../trace/finding';
import { isEarlyLook } from './early-look';
import { makeTrace } from './make-trace';
import { passingNeighbour } from './neighbour';
import type { RecordedRun, RunRequest, Session } from './session';

/** The departures of a bulk run's decision log. */
function departuresOfLog(log: readonly number[]): Map<number, number> {
  const decisions = [];
  for (let i = 0; i < log.length; i += 3)
    decisions.push({
      kind: DECISION_KINDS[log[i] as number] as (typeof DECISION_KINDS)[number],
      choice: log[i + 2] as number,
    });
  // The strategy is not asked about native completions, so they have no number.
  return departuresOf(decisions.filter((decision) => decision.kind !== 'native'));
}

/** Runs that a search needs beyond its time: the one in which the time ends, and two that record and check what has come out. */
const RUNS_AROUND_SEARCH = 3;

/** Failures that are not worth shrinking: each run of them takes long. */
function isSlow(outcome: IterationOutcome): boolean {
  return outcome.failure?.kind === 'endless-loop' || outcome.failure?.kind === 'step-bound';
}

/** The trace of a run that repeats a schedule of the request: it carries the name of the strategy that found it. */
function traceOf(session: Session, run: RecordedRun, request: RunRequest): Trace {
  return { ...makeTrace(session, run, request), strategy: request.strategy.name };
}

function withDepartures(request: RunRequest, departures: Departures): RunRequest {
  return { ...request, strategy: new DepartureSchedule(departures) };
}

/** The same run once more, recorded. */
export function recordAgain(session: Session, request: RunRequest, outcome: IterationOutcome): Promise<RecordedRun> {
  const again = withDepartures(request, departuresOfLog(outcome.decisions));
  return session.record({ ...again, arrivals: outcome.arrivals });
}

/** A failure as it was found. */
export interface Caught {
  readonly request: RunRequest;
  /** The run that was recorded: of the failure, unless it did not fail again. */
  readonly run: RecordedRun;
  /** `bug` if the recorded run failed in the same way, else `leak`. */
  readonly finding: Finding;
  /** Real milliseconds that the recorded run took. */
  readonly duration: number;
}

/** Runs a failing schedule once more, recorded. */
export async function catchFailure(session: Session, request: RunRequest, outcome: IterationOutcome): Promise<Caught> {
  const { failure } = outcome;
  if (failure === null) throw new TypeError('catchFailure expects the outcome of a failing run.');
  const started = nativeNow();
  const run = await recordAgain(session, request, outcome);
  const duration = nativeNow() - started;
  const trace = traceOf(session, run, request);
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
  const finding: Finding = same
    ? { verdict: 'bug', trace, shrunk: null, error: run.outcome.failure?.error }
    : { verdict: 'leak', trace: { ...trace, failure: original }, shrunk: null, error: failure.error };
  return { request, run, finding, duration };
}

/** The finding of a failure that was recorded when it was met: running it once more would show nothing else. */
export function recordedFinding(session: Session, request: RunRequest, outcome: IterationOutcome): Finding {
  const run = { outcome, decisions: outcome.recorded };
  return { verdict: 'bug', trace: traceOf(session, run, request), shrunk: null, error: outcome.failure?.error };
}

/** The trace's failure beside a schedule that passes: the critical pair's, or one that has to be looked for. */
async function explained(
  session: Session,
  request: RunRequest,
  trace: Trace,
  failing: IterationOutcome,
  passing: Departures | null,
  isTimeLeft: () => boolean,
): Promise<Explanation | null> {
  if (trace.failure === null) return null;
  const run = (strategy: Strategy) => session.record({ ...request, strategy });
  const neighbour =
    passing === null
      ? await passingNeighbour(trace, async (strategy) => makeTrace(session, await run(strategy), request), isTimeLeft)
      : { departures: passing, overlap: null };
  const beside = neighbour.departures === null ? null : await run(new DepartureSchedule(neighbour.departures));
  return explainDifference({
    failing,
    passing: beside !== null && beside.outcome.failure === null ? beside.outcome : null,
    waiting: failing.failure?.waiting ?? [],
    overlap: neighbour.overlap,
    isDrawn: trace.critical?.decided === 'choose',
    siteOf: (id) => siteTable.site(id) ?? undefined,
    testFiles: siteTable.filesOf(ENVIRONMENT, TOOL).add(trace.test.file),
    failure: trace.failure,
  });
}

/**
 * The finding with the fewest departures that fails like this one.
 * @param timeBudget real milliseconds, the runs behind the search included; 0: the finding as it is
 */
export async function shrinkFinding(session: Session, caught: Caught, timeBudget: number): Promise<Finding> {
  const { request, run, finding, duration } = caught;
  const timeOfSearch = timeBudget - RUNS_AROUND_SEARCH * duration;
  if (timeOfSearch <= 0 || isSlow(run.outcome) || run.outcome.uncontrolled.size > 0) return finding;
  const start = nativeNow();
  const isTimeLeft = () => nativeNow() - start < timeOfSearch;
  const shrunk = await shrinkAsync(
    finding.trace,
    async (departures) => {
      const rerun = await session.record(withDepartures(request, departures));
      const again = makeTrace(session, rerun, request);
      const signature = isEarlyLook(rerun.outcome) ? null : (again.failure?.signature ?? null);
      return { signature, decisions: rerun.decisions };
    },
    { timeBudget: timeOfSearch, now: nativeNow },
  );
  if (!shrunk.reproduced) return finding;
  const last = await session.record(withDepartures(request, shrunk.departures));
  if (last.outcome.failure === null) return finding;
  const { from, to, attempts, fewest, critical, passing } = shrunk;
  const trace = { ...traceOf(session, last, request), critical };
  return {
    verdict: finding.verdict,
    trace: { ...trace, explanation: await explained(session, request, trace, last.outcome, passing, isTimeLeft) },
    shrunk: { from, to, attempts, fewest },
    error: last.outcome.failure.error,
  };
}

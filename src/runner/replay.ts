// Replays a trace: strictly, as a prefix, or as near as the code still allows.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { nativeNow } from '../engine/natives';
import { siteTable } from '../engine/site-table';
import { Divergence, NearestReplay, PrefixReplay, StrictReplay } from '../strategies';
import type { Strategy } from '../strategies/strategy';
import {
  type ChangedSource,
  changedSources,
  compareSignatures,
  firstDifference,
  type Trace,
  type TraceDecision,
} from '../trace';
import type { Finding } from '../trace/finding';
import { arrivalsOf } from './arrivals-of';
import { ReplayDivergence } from './bug-found';
import type { ReplayMode } from './environment-variables';
import { shrinkFinding } from './find';
import { makeTrace } from './make-trace';
import type { ResolvedOptions } from './options';
import { streamOfTrace } from './plan';
import { type RecordedRun, type RunRequest, Session } from './session';
import type { Subject } from './subject';

export interface ReplayOptions {
  readonly mode: ReplayMode;
  /** Shrink the failure again. */
  readonly shrink: boolean;
  readonly tracePath: string | null;
}

export interface ReplayResult {
  /** The failure, if the schedule failed (again). */
  readonly finding: Finding | null;
  /** The failure is the recorded one. */
  readonly sameBug: boolean;
  /** Sites of uncontrolled waits, by id. */
  readonly uncontrolled: ReadonlyMap<number, number>;
}

const NATIVE_TRACE =
  'This trace was observed on the real event loop (native: true), so there is no schedule to replay. Run the test again, with the same seed: it is disturbed in the same way.';

const describe = (site: number) => siteTable.describe(site);

function strategyFor(trace: Trace, mode: ReplayMode): Strategy {
  if (mode === 'strict') return new StrictReplay(trace.decisions, describe);
  return mode === 'prefix' ? new PrefixReplay(trace.decisions, describe) : new NearestReplay(trace.decisions, describe);
}

/** The options under which the trace was recorded, on top of the present ones. */
function optionsOf(trace: Trace, options: ResolvedOptions): ResolvedOptions {
  return {
    ...options,
    seed: trace.seed,
    maxSteps: trace.options.maxSteps,
    maxLatency: trace.options.maxLatency ?? Number.POSITIVE_INFINITY,
  };
}

/**
 * Replays `trace` with the body of `subject`.
 * @throws ReplayDivergence if a strict replay meets something else than the trace says
 */
export async function replaySubject(
  subject: Subject,
  options: ResolvedOptions,
  trace: Trace,
  replay: ReplayOptions,
): Promise<ReplayResult> {
  if (trace.native !== undefined) throw new Error(NATIVE_TRACE);
  await null;
  const session = new Session(subject, optionsOf(trace, options));
  try {
    return await replayIn(session, trace, replay);
  } finally {
    session.leave();
  }
}

async function replayIn(session: Session, trace: Trace, replay: ReplayOptions): Promise<ReplayResult> {
  const request: RunRequest = {
    strategy: strategyFor(trace, replay.mode),
    model: trace.model,
    iteration: trace.iteration,
    stream: streamOfTrace(trace),
    turn: 0,
    track: true,
    arrivals: arrivalsOf(trace),
    patient: trace.failure?.kind !== 'step-bound',
  };
  let run: RecordedRun;
  const started = nativeNow();
  try {
    run = await session.record(request);
  } catch (error) {
    if (error instanceof Divergence) throw diverged(trace, replay, error, session.subject);
    throw error;
  }
  const duration = nativeNow() - started;
  if (run.outcome.failure?.error instanceof Divergence)
    throw diverged(trace, replay, run.outcome.failure.error, session.subject);
  if (replay.mode === 'strict') checkHashes(trace, replay, run.decisions, session.subject);
  const { uncontrolled } = run.outcome;
  if (run.outcome.failure === null) return { finding: null, sameBug: false, uncontrolled };
  const named = { ...request, strategy: { ...request.strategy, name: trace.strategy } as Strategy };
  const again = { ...makeTrace(session, run, named), strategy: trace.strategy };
  const { error } = run.outcome.failure;
  const { critical, explanation } = trace;
  const finding: Finding = { verdict: 'bug', trace: { ...again, critical, explanation }, shrunk: null, error };
  return {
    finding: replay.shrink
      ? await shrinkFinding(session, { request: named, run, finding, duration }, session.options.shrink)
      : finding,
    sameBug: compareSignatures(again.failure?.signature ?? '', trace.failure?.signature ?? '') !== 'different',
    uncontrolled,
  };
}

/** Equal choices, but other enabled operations, are a divergence as well. */
function checkHashes(trace: Trace, replay: ReplayOptions, decisions: readonly TraceDecision[], subject: Subject): void {
  const difference = firstDifference(trace.decisions, decisions);
  if (difference === null) return;
  const { decision } = difference;
  throw new ReplayDivergence({
    trace,
    tracePath: replay.tracePath,
    decision,
    expected: trace.decisions[decision] ?? null,
    actual: decisions[decision] ?? null,
    changedSources: changes(trace, subject),
  });
}

function diverged(trace: Trace, replay: ReplayOptions, divergence: Divergence, subject: Subject): ReplayDivergence {
  return new ReplayDivergence({
    trace,
    tracePath: replay.tracePath,
    decision: divergence.step,
    expected: trace.decisions[divergence.step] ?? null,
    actual: null,
    detail: `the trace has ${divergence.expected}, but there was ${divergence.actual}`,
    changedSources: changes(trace, subject),
  });
}

/** A file that is there, and was only not loaded, has not changed: workers load theirs when they run, and those of other tests were loaded, too. */
function changes(trace: Trace, { root = process.cwd() }: Subject): ChangedSource[] {
  const current = Object.fromEntries(siteTable.list().map((file) => [file.name, file.hash]));
  return changedSources(trace, current).filter(
    ({ file, change }) => change !== 'absent' || !existsSync(resolve(root, file)),
  );
}

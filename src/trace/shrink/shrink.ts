// Shrinking: from a failing schedule to one of the same bug with the fewest departures from the default order, and to the one
// decision on which the failure hangs. Works on a function that runs a schedule, so it knows neither tests nor promises.

import { type Departures, departuresOf } from '../departures';
import { signature } from '../signature';
import type { CriticalPair, Trace } from '../trace';
import { commuted } from './commute';
import { findCriticalPair } from './critical-pair';
import { deltaDebug } from './delta-debugging';
import { findFewest } from './fewest';
import type { AsyncRerun, Rerun, RerunDecision, Search } from './rerun';
import { findSimplest } from './simplest';
import { BudgetSpent, ShrinkState } from './state';

export interface ShrinkOptions {
  /** Real milliseconds to spend. Default 5000. */
  readonly timeBudget?: number;
  /** Most schedules to run. Default: no limit. */
  readonly maxAttempts?: number;
  /** The clock, in milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

export interface ShrinkResult {
  /** The smallest schedule found; run it to get the same failure. */
  readonly departures: Departures;
  /** The decisions of its run. */
  readonly decisions: readonly RerunDecision[];
  /** Departures before and after. */
  readonly from: number;
  readonly to: number;
  /** Schedules that were run. */
  readonly attempts: number;
  /** False if not even the schedule that was given fails with its signature: nothing was shrunk. */
  readonly reproduced: boolean;
  /** No schedule with fewer departures fails like this: all were tried. */
  readonly fewest: boolean;
  readonly critical: CriticalPair | null;
  /** The schedule of the critical pair that passes. */
  readonly passing: Departures | null;
}

/**
 * Shrinks a failing schedule.
 * @param trace the failure and its schedule; events, if there are any, save runs
 * @param rerun runs a schedule from its departures
 * @throws TypeError if the trace has no failure
 */
export function shrink(trace: ShrinkInput, rerun: Rerun, options: ShrinkOptions = {}): ShrinkResult {
  const search = shrinkSearch(trace, options);
  let step = search.next();
  while (!step.done) step = search.next(rerun(step.value));
  return step.value;
}

/** `shrink` where a run has to wait for something real. */
export async function shrinkAsync(
  trace: ShrinkInput,
  rerun: AsyncRerun,
  options: ShrinkOptions = {},
): Promise<ShrinkResult> {
  const search = shrinkSearch(trace, options);
  let step = search.next();
  while (!step.done) step = search.next(await rerun(step.value));
  return step.value;
}

/** What shrinking reads of a trace. */
export type ShrinkInput = Pick<Trace, 'failure' | 'decisions'> & Partial<Pick<Trace, 'events'>>;

function* shrinkSearch(trace: ShrinkInput, options: ShrinkOptions): Search<ShrinkResult> {
  if (trace.failure === null) throw new TypeError('Only a trace with a failure can be shrunk; this one has none.');
  const state = new ShrinkState(trace.failure.signature || signature(trace.failure), {
    time: options.timeBudget ?? 5000,
    attempts: options.maxAttempts ?? Number.POSITIVE_INFINITY,
    now: options.now ?? (() => performance.now()),
  });
  const given = departuresOf(trace.decisions);
  const minimal = yield* withinBudget(state, 0.8, minimise(state, trace, given), false);
  const critical = state.hasBest ? yield* withinBudget(state, 1, findCriticalPair(state), null) : null;
  const best = state.hasBest ? state.best : { departures: given, decisions: trace.decisions };
  return {
    ...best,
    from: given.size,
    to: best.departures.size,
    attempts: state.attempts,
    reproduced: state.hasBest,
    fewest: minimal,
    critical: critical?.pair ?? null,
    passing: critical?.passing ?? null,
  };
}

/** @returns true if the best schedule is proven to have the fewest departures */
function* minimise(state: ShrinkState, { decisions, events }: ShrinkInput, given: Departures): Search<boolean> {
  state.keep(yield* state.run(given));
  if (!state.hasBest) return false;
  const equivalent = events === undefined ? null : commuted(decisions, events);
  if (equivalent !== null) yield* state.improves(equivalent);
  yield* deltaDebug(state);
  const fewest = yield* findFewest(state);
  yield* withinBudget(state, state.share, findSimplest(state), undefined);
  return fewest;
}

/** Runs a phase on a share of the whole budget; if that is spent, the result is `otherwise`. */
function* withinBudget<T>(state: ShrinkState, share: number, phase: Search<T>, otherwise: T): Search<T> {
  state.share = share;
  try {
    return yield* phase;
  } catch (error) {
    if (error instanceof BudgetSpent) return otherwise;
    throw error;
  }
}

// What an exploration comes to.

import type { Site } from '../engine/sites';
import type { Trace } from '../trace/trace';

/** A bug with everything needed to report and replay it. Plain data: serialisable, no functions, no live objects but `error`. */
export interface Finding {
  /** `bug`: fails the run. `latent`: only the model `await` makes it. `leak`: it did not replay in the same registry, or the first
   *  schedule gave another result when repeated. */
  readonly verdict: 'bug' | 'latent' | 'leak';
  /** The trace as found, then shrunk: what to replay. */
  readonly trace: Trace;
  /** Deviations from the default schedule before and after shrinking. */
  readonly shrunk: {
    readonly from: number;
    readonly to: number;
    /** Schedules that were run for it. */
    readonly attempts: number;
    /** All schedules with fewer deviations were tried, and none fails like this. */
    readonly fewest: boolean;
  } | null;
  /** What was thrown, live. */
  readonly error: unknown;
}

export interface ExploreResult {
  readonly passed: boolean;
  readonly finding: Finding | null;
  /** Latent finding that did not fail the run. */
  readonly latent: Finding | null;
  /** Schedules that were run. */
  readonly schedules: number;
  /** Different ones among them (an estimate above 65,536). */
  readonly distinct: number;
  /** Most choices in one schedule; 0: nothing was ever concurrent (late or at once does not count where there is one task). */
  readonly maxChoices: number;
  /** Share of schedules that reached `maxSteps`, 0 to 1. */
  readonly boundReached: number;
  /** Uncontrolled sites with the number of waits. */
  readonly uncontrolled: readonly { readonly site: Site | null; readonly count: number }[];
  readonly seed: number;
  readonly strategy: string;
  /** Real milliseconds. */
  readonly elapsed: number;
  /** Files taken as environment. */
  readonly environmentFiles: readonly string[];
  /** Why a run without a finding does not count as a pass ("no schedule had a choice …"), or null. */
  readonly unearned: string | null;
  /** Async leaf functions of the code under test that never waited for anything outside: candidates to be named environment. */
  readonly candidates: readonly Site[];
  /** Sentences for the user: uncontrolled sites, leaks, bounds. */
  readonly warnings: readonly string[];
}

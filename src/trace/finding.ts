// What an exploration or a replay has found: a trace, how it was shrunk, and what was thrown.

import type { Trace } from './trace';

/** A bug with everything needed to report and replay it. Plain data: serialisable, no functions, no live objects but `error`. */
export interface Finding {
  /** `bug`: fails the run. `latent`: happens under the model `await` only. `leak`: it did not replay with the same modules, or the first
   *  schedule gave another result when it was repeated. */
  readonly verdict: 'bug' | 'latent' | 'leak';
  /** The trace to replay: that of the shrunk schedule, if it was shrunk. */
  readonly trace: Trace;
  /** Departures from the default order before and after shrinking. */
  readonly shrunk: {
    readonly from: number;
    readonly to: number;
    /** Schedules that were run to shrink it. */
    readonly attempts: number;
    /** All schedules with fewer departures were tried, and none fails like this. */
    readonly fewest: boolean;
  } | null;
  /** What was thrown, live. */
  readonly error: unknown;
}

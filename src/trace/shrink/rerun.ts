// What shrinking asks of the runner: one schedule, run from its deviations.

import type { Deviations } from '../deviations';
import type { TraceDecision } from '../trace';

/** A decision of a run; the place and the operation are needed only to name the critical pair. */
export type RerunDecision = Pick<TraceDecision, 'kind' | 'options' | 'choice'> &
  Partial<Pick<TraceDecision, 'task' | 'site' | 'operation'>>;

export interface RerunResult {
  /** Signature of the failure; null if the run passed. */
  readonly signature: string | null;
  /** The decisions as they were met. */
  readonly decisions: readonly RerunDecision[];
}

/**
 * Runs one schedule: decision n (counted from 0 as met in this run, native completions not counted) takes the choice that
 * `deviations` has for n, or 0. A choice that does not exist there (the number of options is smaller) must be taken as 0. Must be
 * deterministic.
 */
export type Rerun = (deviations: Deviations) => RerunResult;

/** The same where a run has to wait for something real. */
export type AsyncRerun = (deviations: Deviations) => RerunResult | Promise<RerunResult>;

/** A shrinking phase asks for runs by yielding deviations: so one text serves synchronous and asynchronous runs. */
export type Search<T> = Generator<Deviations, T, RerunResult>;

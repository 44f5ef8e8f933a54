// What shrinking asks of the runner: one schedule, run from its departures.

import type { Departures } from '../departures';
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
 * Runs one schedule: decision n takes the choice that `departures` has for n, or 0. Decisions are counted from 0 as this run meets them,
 * without native completions. If there are too few options for a choice, it must take 0. It must be deterministic.
 */
export type Rerun = (departures: Departures) => RerunResult;

/** The same where a run has to wait for something real. */
export type AsyncRerun = (departures: Departures) => RerunResult | Promise<RerunResult>;

/** A phase of shrinking asks for runs by yielding departures, so that the same code serves synchronous and asynchronous runs. */
export type Search<T> = Generator<Departures, T, RerunResult>;

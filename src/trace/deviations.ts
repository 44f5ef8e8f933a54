// Deviations: where a schedule departs from the default one. A schedule is the map from the number of a decision to its choice,
// with choice 0 (what an undisturbed event loop does) left out.

import type { TraceDecision } from './trace';

/** Decision number (0-based, as met in the run) to choice; only choices other than 0. */
export type Deviations = ReadonlyMap<number, number>;

/** True if the decision is the scheduler's: what a native completion did cannot be chosen. */
export function isChoosable(decision: Pick<TraceDecision, 'kind'>): boolean {
  return decision.kind !== 'native';
}

/** The deviations of a schedule: its context switches, delays and data choices. */
export function deviationsOf(decisions: readonly Pick<TraceDecision, 'kind' | 'choice'>[]): Map<number, number> {
  const deviations = new Map<number, number>();
  decisions.forEach((decision, index) => {
    if (isChoosable(decision) && decision.choice !== 0) deviations.set(index, decision.choice);
  });
  return deviations;
}

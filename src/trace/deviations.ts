// Deviations: where a schedule departs from the default one. A schedule is the map from the number of a decision to its choice,
// with choice 0 (what an undisturbed event loop does) left out.

import type { TraceDecision } from './trace';

/**
 * Number of a decision to its choice; only choices other than 0. Decisions are numbered from 0 as they are met in the run, those of
 * the scheduler only: completions of native promises cannot be chosen and have no number.
 */
export type Deviations = ReadonlyMap<number, number>;

/** The decisions that the scheduler took, in order: all but the completions of native promises. */
export function scheduled<Decision extends Pick<TraceDecision, 'kind'>>(decisions: readonly Decision[]): Decision[] {
  return decisions.filter((decision) => decision.kind !== 'native');
}

/** The deviations of a schedule: its context switches, delays and data choices. */
export function deviationsOf(decisions: readonly Pick<TraceDecision, 'kind' | 'choice'>[]): Map<number, number> {
  const deviations = new Map<number, number>();
  scheduled(decisions).forEach((decision, index) => {
    if (decision.choice !== 0) deviations.set(index, decision.choice);
  });
  return deviations;
}

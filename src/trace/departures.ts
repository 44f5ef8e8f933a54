// Departures: where a schedule leaves the default order. A schedule is a map from numbers of decisions to their choices. Choice 0,
// which an undisturbed event loop takes, is left out.

import type { TraceDecision } from './trace';

/**
 * Numbers of decisions to their choices; only choices other than 0. Decisions are numbered from 0 in the order of the run. Completions of
 * native promises have no number, because nobody chooses them.
 */
export type Departures = ReadonlyMap<number, number>;

/** The decisions that the strategy took, in order: all but the completions of native promises. */
export function scheduled<Decision extends Pick<TraceDecision, 'kind'>>(decisions: readonly Decision[]): Decision[] {
  return decisions.filter((decision) => decision.kind !== 'native');
}

/** The departures of a schedule: picks, late operations and data choices. */
export function departuresOf(decisions: readonly Pick<TraceDecision, 'kind' | 'choice'>[]): Map<number, number> {
  const departures = new Map<number, number>();
  scheduled(decisions).forEach((decision, index) => {
    if (decision.choice !== 0) departures.set(index, decision.choice);
  });
  return departures;
}

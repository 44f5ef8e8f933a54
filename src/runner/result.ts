// What an exploration comes to.

import type { Site } from '../engine/sites';
import type { Finding } from '../trace/finding';
import type { ModelName } from './plan';

/** What a search (`strategy: 'exhaustive'`) has covered of a model. */
export interface Covered {
  readonly model: ModelName;
  /** All schedules with up to so many departures from the undisturbed one were run; null: that is not known. */
  readonly departures: number | 'all' | null;
}

export interface ExploreResult {
  /** The runs were on the real event loop: a finding cannot be replayed. */
  readonly native: boolean;
  readonly passed: boolean;
  readonly finding: Finding | null;
  /** Latent finding that did not fail the run. */
  readonly latent: Finding | null;
  /** Schedules that were run. */
  readonly schedules: number;
  /**
   * The strategy has explored everything, and the run ended because of that. With a latent finding this says nothing of the model `await`. False
   * if a search has run all that it wanted and something puts in doubt that this was all: see `warnings`.
   */
  readonly exhausted: boolean;
  /** What a search has covered of each model; empty if the strategy is none. */
  readonly covered: readonly Covered[];
  /** What a search has proved, as a sentence with what it assumes; null if nothing. */
  readonly proof: string | null;
  /** Schedules among them that the strategy gave up. */
  readonly abandoned: number;
  /** Different ones among them (an estimate above 65,536); those that were given up do not count. */
  readonly distinct: number;
  /** Most choices in one schedule; 0: nothing was ever concurrent (late or at once does not count where there is one task). */
  readonly maxChoices: number;
  /** Share of schedules that did not end within ten times `maxSteps` events, 0 to 1. */
  readonly boundReached: number;
  /** Waits for something outside, with their number: the function of Node as the text of a site, and the place that called it. */
  readonly uncontrolled: readonly { readonly site: Site | null; readonly count: number }[];
  /** Accesses to shared memory where no schedule could stop, because they are in code that cannot be stopped, with their number. */
  readonly atomic: readonly { readonly site: Site | null; readonly count: number }[];
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

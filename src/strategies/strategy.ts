// What a strategy is. One file per strategy; a strategy knows nothing of the host, of Jest or of promises.

import type { DecisionMaker } from '../engine/decision-maker';

/** A seeded stream of random numbers, made anew for every iteration from (seed, iteration). */
export interface Random {
  /** Uniform integer in [0, n). `n` is an integer from 1 to 2^32. */
  below(n: number): number;
  /** Uniform number in [0, 1), 32 bits of it. */
  next(): number;
}

/** What strategies may know of sites: names that hold in every run, whatever was loaded before. */
export interface SiteNames {
  /** 32 bits made of the site's file, position and kind; 0 for -1. */
  key(site: number): number;
  /** `file:line:column`, or '' for an unknown site. */
  describe(site: number): string;
}

/** Known when an iteration begins. The object is reused: do not keep it. */
export interface IterationStart {
  /** 0-based number of the schedule within the exploration: with the seed, its identity. */
  readonly iteration: number;
  /** 0-based number of the schedule among those that this strategy was given: each model has a strategy of its own, a portfolio shares out. */
  readonly turn: number;
  readonly model: 'host' | 'await';
  readonly random: Random;
  /** Hard limit of events per iteration. */
  readonly maxSteps: number;
  /** What this schedule teaches may be used in later ones: see `Strategy.memory`. */
  readonly teaches: boolean;
  /** Which sites are known to conflict from earlier, tracked iterations. */
  readonly conflicts: ConflictHistory;
  readonly sites: SiteNames;
}

/** What became of an iteration. */
export interface IterationEnd {
  /** Number of picks among two or more enabled operations. */
  readonly picks: number;
  /** Number of all questions: picks, late or at once, values. */
  readonly decisions: number;
  /** Number of events that ran, with or without a choice. */
  readonly steps: number;
  readonly failed: boolean;
  /** `pick` gave the schedule up. */
  readonly abandoned: boolean;
}

/** Which sites ever took part in a conflict (same object and property, two tasks, at least one write), learned from the
 *  iterations that ran with access tracking; ids as in `PendingOperation.site`. */
export interface ConflictHistory {
  /** The site ran in a tracked iteration that has ended. */
  seen(site: number): boolean;
  /** The site took part in a conflict in a tracked iteration that has ended. */
  conflicting(site: number): boolean;
}

/** What a search has covered, if what it runs next follows from the program and not from chance. */
export interface Reach {
  /** All schedules with up to so many departures from the undisturbed one have been run; -1: not even that one. Infinity: all have been. */
  readonly departures: number;
  /** There is no schedule that it has not run or shown to be like one that it has run. */
  readonly complete: boolean;
  /** The same choices led to another schedule than before: what has been covered is not known. */
  readonly diverged: boolean;
}

/** What is asked while a schedule runs (`pick`, `late`, `choose`), and told when one begins and ends. */
export interface Strategy extends DecisionMaker {
  /**
   * A new iteration begins.
   * @returns false if there is nothing left: all schedules of this model are explored, and the exploration of it ends
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: `begin() {}` in a class is a method that returns void, and must be allowed
  begin(start: IterationStart): boolean | void;
  /** The iteration is over. Optional. */
  end?(end: IterationEnd): void;
  /** `ran` wants to know what steps touch: accesses are tracked in every schedule, at several times the cost. Read after `begin`. */
  readonly footprints?: boolean;
  /**
   * From which schedules it learns, and so what has to be run again before schedule n can be made anew from the seed:
   * - `none`: from none, and not from `start.conflicts` either
   * - `lessons`: from those with `start.teaches` and no others, a number that grows with the logarithm of n
   * - `all`: from all before it, as a search does. The default for a strategy that does not say
   * In each case it starts anew at turn 0.
   */
  readonly memory?: 'none' | 'lessons' | 'all';
  /** What has been covered, of a search. The random numbers of the body are the same in all its schedules. */
  readonly reach?: Reach;
}

// What a strategy is. One file per strategy; a strategy knows nothing of the host, of Jest or of promises.

import type { DecisionMaker } from '../engine/decision-maker';

/** A seeded stream of random numbers, made anew for every iteration from (seed, iteration). */
export interface Random {
  /** Uniform integer in [0, n). `n` is an integer from 1 to 2^32. */
  below(n: number): number;
  /** Uniform number in [0, 1), 32 bits of it. */
  next(): number;
}

/** Known when an iteration begins. */
export interface IterationStart {
  /** 0-based number of the iteration within the exploration. */
  readonly iteration: number;
  /** 0-based number of the iteration among those that this strategy was given (differs in a portfolio). */
  readonly turn: number;
  readonly random: Random;
  /** Hard limit of events per iteration. */
  readonly maxSteps: number;
  /** Which sites are known to conflict from earlier, tracked iterations. */
  readonly conflicts: ConflictHistory;
}

/** What became of an iteration. */
export interface IterationEnd {
  /** Number of picks among two or more enabled operations. */
  readonly decisions: number;
  /** Number of events that ran, with or without a choice. */
  readonly steps: number;
  readonly failed: boolean;
}

/** Which sites ever took part in a conflict (same object and property, two tasks, at least one write), learned from the
 *  iterations that ran with access tracking; ids as in `PendingOperation.site`. */
export interface ConflictHistory {
  /** The site ran in a tracked iteration that has ended. */
  seen(site: number): boolean;
  /** The site took part in a conflict in a tracked iteration that has ended. */
  conflicting(site: number): boolean;
}

/** What is asked while a schedule runs (`pick`, `late`, `choose`, `ran`), and told when one begins and ends. */
export interface Strategy extends DecisionMaker {
  /** A new iteration begins. */
  begin(start: IterationStart): void;
  /** The iteration is over. Optional. */
  end?(end: IterationEnd): void;
}

// What a strategy is. One file per strategy; a strategy knows nothing of the host, of Jest or of promises.

import type { PendingOperation } from '../engine/operation';

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

export interface Strategy {
  /** Registered name, shown in reports and traces. */
  readonly name: string;
  /** A new iteration begins. */
  begin(start: IterationStart): void;
  /**
   * Which of the enabled operations runs next.
   * @param enabled at least two; the order is deterministic and index 0 is what an undisturbed event loop would run. The
   *   array is reused: do not keep it. Operations may be kept (for the iteration) and compared by identity.
   * @returns an index into `enabled`
   */
  pick(enabled: readonly PendingOperation[]): number;
  /**
   * Whether an environment operation completes later, as an event of its own (true), or at once, as a microtask (false).
   * @param site the site of the operation, or -1
   */
  late(site: number): boolean;
  /** A data choice in [0, n), n >= 2: `choose(n)`, a random integer under control. */
  choose(n: number): number;
  /** `operation` was picked, or was the only one enabled, and has run (with the jobs it caused). Optional. */
  ran?(operation: PendingOperation, enabled: readonly PendingOperation[]): void;
  /** The iteration is over. Optional. */
  end?(end: IterationEnd): void;
}

// Who takes the decisions of an iteration, as the engine sees it: the part of a strategy that is asked while a schedule runs.

import type { PendingOperation } from './operation';

export interface DecisionMaker {
  /** Registered name, shown in reports and traces. */
  readonly name: string;
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
  /** `operation` was picked, or was the only one enabled, and is about to run. Optional. */
  ran?(operation: PendingOperation, enabled: readonly PendingOperation[]): void;
}

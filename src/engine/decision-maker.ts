// Who takes the decisions of an iteration, as the engine sees it: the part of a strategy that is asked while a schedule runs.

import type { Operation, PendingOperation, Place } from './operation';

/** What a step was, once it and all jobs behind it are over. The object and its lists are reused: they hold until the next step. */
export interface StepReport {
  /** The operation that ran, as it was when it was chosen; null for the synchronous start of the body, which comes before all others. */
  readonly operation: PendingOperation | null;
  /**
   * Shared state that the step touched, in order: `2 * location` for a read, `2 * location + 1` for a write. A location is a property
   * of an object, a collection's key or a variable; locations are numbered from 0 in the order in which the iteration comes to them,
   * so that after the same beginning they are the same. Empty unless accesses are tracked (see `Strategy.footprints`).
   */
  readonly touched: readonly number[];
  /** Operations that became pending in the step, in order of creation; the timers and immediates that were set included. */
  readonly made: readonly PendingOperation[];
}

export interface DecisionMaker {
  /** Registered name, shown in reports and traces. */
  readonly name: string;
  /**
   * Which of the enabled operations runs next.
   * @param enabled at least two; the order is deterministic and index 0 is what an undisturbed event loop would run. The
   *   array and its objects are reused: do not keep them, but their `sequence`, which says which operation it is.
   * @returns an index into `enabled`; null gives this schedule up: it is neither a pass nor a failure
   */
  pick(enabled: readonly PendingOperation[]): number | null;
  /**
   * Whether an environment operation completes later, as an event of its own (true), or at once, as a microtask (false). A number says by how many
   * microtasks it completes later than at once, from 1 to `operation.microtasks`.
   * @param operation what begins; the object is reused, do not keep it
   */
  late(operation: Operation): boolean | number;
  /**
   * A data choice in [0, n), n >= 2: `choose(n)`, a random integer under control.
   * @param place where it is made; the object is reused, do not keep it
   */
  choose(n: number, place: Place): number;
  /** A step and the jobs behind it are over, the synchronous start of the body included. Optional: it costs time in each step. */
  ran?(step: StepReport): void;
}

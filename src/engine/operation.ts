// What a task will do when it is next resumed. Strategies, replay and reports read it; they never see promises or ports.

import type { OperationKind } from './operation-kinds';
import type { Task } from './task';

export type { OperationKind };

/** A place in the program and the task that has come to it. */
export interface Place {
  /** Site id (see `sites.ts`); -1 when no instrumented site is known. Ids depend on the order in which files are loaded: what must be
   *  the same in every run goes by `IterationStart.sites.key(site)`. */
  readonly site: number;
  /** The task. Where an operation's own task is not known yet, the task that begins the operation. */
  readonly task: Task;
}

/** An operation of the environment that begins. */
export interface Operation extends Place {
  readonly kind: OperationKind;
  /** Site at which the code that began it had waited before; for a function of environment code, where its caller had waited. So two calls
   *  of one fake can be told apart. -1 unknown. */
  readonly from: number;
  /** By how many microtasks it may complete later than at once; 0 unless the model is `await` and the operation is one of the environment. */
  readonly microtasks: number;
}

/** An operation that is enabled. */
export interface PendingOperation extends Place {
  readonly kind: OperationKind;
  /** Creation number within the iteration, unique, ascending. */
  readonly sequence: number;
  /** Operations of one channel keep their order: only the first of them is ever enabled. 0: of no channel. */
  readonly channel: number;
}

// What a task will do when it is next resumed. Strategies, replay and reports read it; they never see promises or ports.

import type { Task } from './task';

/**
 * - `await`: an await in environment code (of a value that is no promise), or any await under the model `await`
 * - `completion`: the end of an async function or async generator step of environment code
 * - `operation`: an explicit environment operation: `pause()`, `environment(fn)`, a mocked resolved value
 * - `timer`: the earliest timer of the agent
 * - `immediate`: the check phase (all immediates queued so far)
 * - `native`: a promise or callback from outside the controller
 */
export type OperationKind = 'await' | 'completion' | 'operation' | 'timer' | 'immediate' | 'native';

export interface PendingOperation {
  readonly kind: OperationKind;
  /** Site id (see `sites.ts`); -1 when no instrumented site is known. */
  readonly site: number;
  /** The task that the event belongs to. */
  readonly task: Task;
  /** Creation number within the iteration, unique, ascending. */
  readonly sequence: number;
}

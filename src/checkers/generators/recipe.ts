// The inside of a generator: a function from who asks to an operation and to what is left. Recipes never change and keep nothing, so that the same
// question always has the same answer.

import type { ProcessId } from '../history/operation';
import type { GeneratedOperation } from './operation';
import type { Random } from './random';

/** Who asks, and when. */
export interface Pull {
  readonly process: ProcessId;
  /** All processes that ask. */
  readonly processes: readonly ProcessId[];
  /** Operations that were handed out and have not ended. */
  readonly busy: number;
  /** Numbers for this operation. */
  readonly random: Random;
}

/** `wait`: nothing for this process now; to be asked again when an operation has ended. `done`: nothing for anybody, ever. */
export type Answer = { readonly operation: GeneratedOperation; readonly rest: Recipe } | 'wait' | 'done';

export type Recipe = (pull: Pull) => Answer;

export const NOTHING: Recipe = () => 'done';

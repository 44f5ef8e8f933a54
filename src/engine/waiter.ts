// What waits for a promise, and what a job does for it.

import type { AsyncContext } from './async-context';
import type { ControlledPromise } from './promise';
import type { Strand } from './strand';

/** What waits for a promise: a coroutine (await), or handlers given to `then`. */
export interface Waiter {
  readonly isCoroutine: boolean;
  /** What a reaction job runs; a coroutine is resumed instead. */
  react(argument: unknown, threw: boolean): void;
  /** Only of coroutines: the awaited promise is settled, and the await may be slow (model `await`). */
  settled?(value: unknown, threw: boolean): void;
}

export interface ThenableJob {
  /** What the thenable settles, or who is told. */
  target: ControlledPromise<unknown> | ((value: unknown, threw: boolean) => void);
  thenable: object;
  context: AsyncContext | null;
  then: Function;
  /** On whose behalf `then` is called. */
  strand: Strand | null;
}

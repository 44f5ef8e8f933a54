// The body of an iteration: calls it, and knows whether what it returned is settled.

import { subscribeNative } from './native-wait';
import { isControlled, markHandled, originOf, PENDING, REJECTED, stateOf, valueOf } from './promise';
import { fail, world } from './world';

/** What the body returned. */
let result: unknown;
/** In place of it where that is a promise which is not ours. */
let foreign: { done: boolean } | null = null;

/** Runs the body's synchronous start, as the root task. */
export function startBody(body: () => unknown): void {
  try {
    world.entering = true;
    result = body();
    if (isControlled(result)) {
      markHandled(result);
      // The body's own coroutine is the root task.
      const origin = originOf(result);
      if (origin !== null && origin.task === null) origin.inherits = true;
    } else if (isThenable(result)) adoptForeign(result);
  } catch (error) {
    fail({ kind: 'error', error, task: '0', site: world.site, waiting: [] });
  }
  world.entering = false;
  world.current = null;
  world.context = null;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** The body returned a promise that is not ours: it was not instrumented, or came from a native function. */
function adoptForeign(promise: PromiseLike<unknown>): void {
  const settled = { done: false };
  foreign = settled;
  const site = -1;
  subscribeNative(
    promise,
    site,
    () => {
      settled.done = true;
    },
    (error) => {
      settled.done = true;
      fail({ kind: 'error', error, task: '0', site, waiting: [] });
    },
  );
}

/** Whether the body has ended; if it has thrown, that is the failure. */
export function bodyIsOver(): boolean {
  if (foreign !== null) return foreign.done;
  if (!isControlled(result)) return true;
  const state = stateOf(result);
  if (state === PENDING) return false;
  if (state === REJECTED)
    fail({ kind: 'error', error: valueOf(result), task: '0', site: world.throwSite, waiting: [] });
  return true;
}

/** Whether the body itself has thrown. */
export function bodyHasRejected(): boolean {
  return isControlled(result) && stateOf(result) === REJECTED;
}

/** Nothing of an iteration that is over is kept alive. */
export function forgetBody(): void {
  result = undefined;
  foreign = null;
}

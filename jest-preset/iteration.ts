// One iteration of a ctest: its hooks and its body, under the controller. Written against the runtime, because this file is not
// instrumented and native awaits would be out of control.

import type { Runtime } from '../src/runtime';
import type { IterationFunctions } from './bridge';
import type { AnyFunction } from './circus';
import type { Expectations } from './expect-state';

type Done = (reason?: unknown) => void;

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** A generator function has been called, but nothing of it has run. */
function refuseGenerator(returned: unknown): void {
  if (typeof returned !== 'object' || returned === null) return;
  if (!(Symbol.asyncIterator in returned) && !(Symbol.iterator in returned && 'next' in returned)) return;
  throw new TypeError(
    'The body or a hook of a ctest is a generator function, so nothing of it has run. Use an async function.',
  );
}

/** Calls a hook or a body so that its own end is no environment operation. */
function enter(runtime: Runtime, fn: AnyFunction, context: object, argument: Done): unknown {
  return runtime.enter(() => fn.call(context, argument as never));
}

/** A function that takes a callback ends when it has called it. */
function callWithDone(runtime: Runtime, fn: AnyFunction, context: object): unknown {
  return new runtime.Promise((resolve, reject) => {
    const done: Done = (reason) => {
      if (reason === undefined || reason === null || reason === false) resolve(undefined);
      else reject(reason instanceof Error ? reason : new Error(`done() was called with ${String(reason)}`));
    };
    const returned = enter(runtime, fn, context, done);
    if (isThenable(returned)) {
      reject(new Error('A function cannot both take a done callback and return a promise: use one of them.'));
    }
  });
}

function* call(runtime: Runtime, fn: AnyFunction, context: object): Generator<unknown, unknown, unknown> {
  return fn.length > 0 ? callWithDone(runtime, fn, context) : yield* runtime.enterDeep(fn, context);
}

/** Like Jest: a hook that fails keeps the body from running, after-hooks always run, the first error counts. */
function* iterate(
  runtime: Runtime,
  functions: IterationFunctions,
  expectations: Expectations,
): Generator<unknown, void, unknown> {
  const context = Object.create(null) as object;
  let failed = false;
  let failure: unknown;
  try {
    for (const hook of functions.before) {
      const pending = yield* call(runtime, hook.fn, context);
      if (isThenable(pending)) yield runtime.at(pending, -1);
      else refuseGenerator(pending);
    }
    const pending = yield* call(runtime, functions.body, context);
    if (isThenable(pending)) yield runtime.at(pending, -1);
    else refuseGenerator(pending);
  } catch (error) {
    failed = true;
    failure = error;
  }
  for (const hook of functions.after) {
    try {
      const pending = yield* call(runtime, hook.fn, context);
      if (isThenable(pending)) yield runtime.at(pending, -1);
    } catch (error) {
      if (!failed) failure = error;
      failed = true;
    }
  }
  if (failed) throw failure;
  expectations.check();
}

/** @returns the function that the controller runs as the body of an iteration */
export function iterationBody(
  runtime: Runtime,
  functions: IterationFunctions,
  expectations: Expectations,
): () => unknown {
  return () => runtime.run(iterate(runtime, functions, expectations), -1);
}

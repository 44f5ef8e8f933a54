// The free globals as environment code sees them. A fake that answers with `Promise.resolve(row)`, `new Promise((resolve) => resolve(row))`
// or a callback on setImmediate, nextTick or queueMicrotask stands for something outside as much as an async function does: it completes
// at once, or later by choice. Timers say themselves when they fire; only which of several answers comes first that are due at the same
// time, `new Promise((resolve) => setTimeout(() => resolve(row), 10))`, is a choice.

import { uncaught } from '../engine/job-runner';
import { apply, construct as constructAs } from '../engine/natives';
import { addPending, adopt, environmentOperation, isLate, newGeneration } from '../engine/pending';
import { ControlledPromise, isControlled, promiseResolve } from '../engine/promise';
import { Promise as Controlled } from '../engine/promise-statics';
import { siteTable } from '../engine/site-table';
import { Strand } from '../engine/strand';
import { OUTSIDE, world } from '../engine/world';
import { Timer } from './timers';

type Executor = (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void;

/** An executor of environment code is being called: a timer that it sets is an answer's latency. */
let answering = false;

function isThenable(value: unknown): boolean {
  return ((typeof value === 'object' && value !== null) || typeof value === 'function') && 'then' in value;
}

/** `new Promise(executor)`: an operation if the executor settles it before it returns. */
function construct(executor: Executor): unknown {
  let settled: { value: unknown; threw: boolean } | null = null;
  let running = true;
  let resolve: (value: unknown) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const settle = (value: unknown, threw: boolean) => {
    if (!running) {
      if (threw) reject(value);
      else resolve(value);
    } else settled ??= { value, threw };
  };
  const outer = answering;
  answering = true;
  try {
    executor(
      (value) => settle(value, false),
      (reason) => settle(reason, true),
    );
  } catch (error) {
    settle(error, true);
  }
  answering = outer;
  running = false;
  const early = settled as { value: unknown; threw: boolean } | null;
  if (early !== null) {
    if (early.threw || !isThenable(early.value)) return environmentOperation(early.value, early.threw, 'promise', -1);
    return new ControlledPromise((done) => done(early.value));
  }
  return new ControlledPromise((done, fail) => {
    resolve = done as typeof resolve;
    reject = fail;
  });
}

/** Promise as environment code sees it; shares prototype and behaviour with the controlled one in everything else. */
const EnvironmentPromise: PromiseConstructor = function (this: unknown, executor: Executor): unknown {
  if (new.target === undefined)
    return apply(ControlledPromise as unknown as (...args: unknown[]) => unknown, this, [executor]);
  const target: unknown = new.target;
  if (target !== EnvironmentPromise || world.mode === OUTSIDE || typeof executor !== 'function')
    return constructAs(
      ControlledPromise,
      [executor],
      target === EnvironmentPromise ? ControlledPromise : (target as Function),
    );
  return construct(executor);
} as unknown as PromiseConstructor;

for (const name of ['all', 'allSettled', 'any', 'race', 'withResolvers', 'try'] as const) {
  const method = (Controlled as unknown as Record<string, (...args: unknown[]) => unknown>)[name];
  if (method === undefined) continue;
  Object.defineProperty(EnvironmentPromise, name, {
    value(this: unknown, ...args: unknown[]): unknown {
      return apply(method, this === EnvironmentPromise ? Controlled : this, args);
    },
    writable: true,
    configurable: true,
  });
}

Object.defineProperties(EnvironmentPromise, {
  name: { value: 'Promise', configurable: true },
  prototype: { value: ControlledPromise.prototype, writable: false },
  [Symbol.species]: { get: () => Controlled, configurable: true },
  [Symbol.hasInstance]: {
    value(this: unknown, value: unknown): boolean {
      if (this !== EnvironmentPromise) return Function.prototype[Symbol.hasInstance].call(this as never, value);
      return value instanceof Controlled;
    },
  },
  resolve: {
    value(this: unknown, value: unknown): unknown {
      if (this !== EnvironmentPromise) return promiseResolve(this, value);
      if (world.mode === OUTSIDE || isControlled(value) || isThenable(value))
        return promiseResolve(ControlledPromise, value);
      return environmentOperation(value, false, 'Promise.resolve', -1);
    },
    writable: true,
    configurable: true,
  },
  reject: {
    value(this: unknown, reason: unknown): unknown {
      if (this !== EnvironmentPromise || world.mode === OUTSIDE) return apply(Controlled.reject, Controlled, [reason]);
      return environmentOperation(reason, true, 'Promise.reject', -1);
    },
    writable: true,
    configurable: true,
  },
});

/** A callback of environment code that is late. */
class LateCallback extends Strand {
  constructor(private readonly callback: () => void) {
    super(world.current, newGeneration(), -1);
  }

  /** What clearImmediate does. */
  cancel(): void {
    const index = world.pending.indexOf(this);
    if (index >= 0) world.pending.splice(index, 1);
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  override get name(): string {
    return 'callback';
  }

  override fire(): void {
    this.done = true;
    try {
      this.callback();
    } catch (error) {
      uncaught(error);
    }
  }
}

/** Schedules `callback` as `schedule` does, or later by choice. */
function perhapsLate<Result>(callback: unknown, args: unknown[], schedule: () => Result): Result {
  if (world.mode === OUTSIDE || typeof callback !== 'function' || !isLate('operation', world.site)) return schedule();
  const operation = new LateCallback(() => callback(...args));
  adopt(operation);
  addPending(operation, 'operation', world.site);
  return operation as Result;
}

/** The test waits for some time or a turn of the event loop: notes when it comes back while operations are still pending. */
function noting(callback: unknown): unknown {
  const owner = world.current;
  if (!answering || typeof callback !== 'function' || owner === null) return callback;
  return (...args: unknown[]): void => {
    if (world.pending.length > 0 && (owner.isEntry || owner.task === world.rootTask)) {
      world.lookedAt = world.steps;
      world.lookedFrom = owner.site;
    }
    callback(...args);
  };
}

type Entry = (...args: unknown[]) => unknown;

/** The runtime object as a file sees it: environment code gets its own globals. */
export function viewFor<Runtime extends object>(runtime: Runtime, base: number): Runtime {
  if (!siteTable.isEnvironmentFile(base)) return runtime;
  const own = runtime as unknown as Record<
    'queueMicrotask' | 'nextTick' | 'setImmediate' | 'clearImmediate' | 'setTimeout',
    Entry
  >;
  const view = Object.defineProperties({}, Object.getOwnPropertyDescriptors(runtime)) as Runtime;
  return Object.defineProperties(view, {
    Promise: { value: EnvironmentPromise },
    queueMicrotask: {
      value: (callback: unknown): void => {
        perhapsLate(callback, [], () => own.queueMicrotask(callback));
      },
    },
    nextTick: {
      value: (callback: unknown, ...args: unknown[]): void => {
        perhapsLate(callback, args, () => own.nextTick(callback, ...args));
      },
    },
    setImmediate: {
      value: (callback: unknown, ...args: unknown[]) => {
        const noted = world.mode === OUTSIDE ? callback : noting(callback);
        return perhapsLate(noted, args, () => own.setImmediate(noted, ...args));
      },
    },
    setTimeout: {
      value: Object.defineProperties((callback: unknown, ...args: unknown[]) => {
        const timer = own.setTimeout(world.mode === OUTSIDE ? callback : noting(callback), ...args);
        if (answering && timer instanceof Timer) timer.standsForAnswer();
        return timer;
      }, Object.getOwnPropertyDescriptors(own.setTimeout)),
    },
    clearImmediate: {
      value: (immediate: unknown) => {
        if (immediate instanceof LateCallback) immediate.cancel();
        else own.clearImmediate(immediate);
      },
    },
  });
}

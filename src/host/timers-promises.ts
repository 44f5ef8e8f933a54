// `timers/promises` and `timers`: on the virtual clock inside an iteration, Node's own outside.

import timers from 'node:timers';
import native from 'node:timers/promises';
import { newPromise, rejectPromise, resolvePromise } from '../engine/promise';
import { asStandard, Promise as ControlledPromise } from '../engine/promise-statics';
import { OUTSIDE, simulation } from '../engine/simulation';
import { siteTable } from '../engine/site-table';
import { standFor } from '../engine/stand-ins';
import { globals, nativeGlobals } from './globals';
import { isOfTheBody, looked } from './looked';
import { promisifiesTo } from './promisified';
import { timerFunctions, timersOf } from './timer-functions';

interface Options {
  signal?: AbortSignal;
  ref?: boolean;
}

export function aborted(signal: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
}

/** A promise that `start` settles through a timer, unless the signal aborts first. */
function wait<T>(start: (done: () => void) => () => void, value: T, options: Options | undefined): Promise<T> {
  const promise = newPromise();
  const { signal } = options ?? {};
  if (signal?.aborted) {
    rejectPromise(promise, aborted(signal));
    return asStandard(promise);
  }
  const onAbort = () => {
    cancel();
    rejectPromise(promise, aborted(signal as AbortSignal));
  };
  const owner = simulation.agent.current;
  const cancel = start(() => {
    if (isOfTheBody(owner) && siteTable.isEnvironment(owner.site)) looked(owner.site);
    signal?.removeEventListener('abort', onAbort);
    resolvePromise(promise, value);
  });
  signal?.addEventListener('abort', onAbort, { once: true });
  return asStandard(promise);
}

function setTimeoutPromise<T = void>(delay?: number, value?: T, options?: Options): Promise<T> {
  if (simulation.mode === OUTSIDE) return native.setTimeout(delay, value as T, options);
  return wait(
    (done) => {
      const timer = globals.setTimeout(done, delay);
      return () => globals.clearTimeout(timer);
    },
    value as T,
    options,
  );
}

function setImmediatePromise<T = void>(value?: T, options?: Options): Promise<T> {
  if (simulation.mode === OUTSIDE) return native.setImmediate(value as T, options);
  return wait(
    (done) => {
      const immediate = globals.setImmediate(done);
      return () => globals.clearImmediate(immediate);
    },
    value as T,
    options,
  );
}

/** An async iterator over the ticks of an interval. */
function setIntervalIterator<T = void>(delay?: number, value?: T, options?: Options): AsyncIterableIterator<T> {
  if (simulation.mode === OUTSIDE) return native.setInterval(delay, value as T, options) as AsyncIterableIterator<T>;
  const { signal } = options ?? {};
  let due = 0;
  let over = false;
  let failure: Error | null = null;
  let waiting: ReturnType<typeof newPromise> | null = null;
  const advance = () => {
    if (waiting === null) return;
    const promise = waiting;
    if (failure !== null) {
      waiting = null;
      rejectPromise(promise, failure);
    } else if (over || due > 0) {
      waiting = null;
      if (!over) due--;
      resolvePromise(promise, { value: over ? undefined : value, done: over });
    }
  };
  const timer = globals.setInterval(() => {
    due++;
    advance();
  }, delay);
  const stop = () => {
    globals.clearInterval(timer);
    over = true;
  };
  const onAbort = () => {
    stop();
    failure = aborted(signal as AbortSignal);
    advance();
  };
  if (signal?.aborted) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  return {
    next() {
      const promise = newPromise();
      waiting = promise;
      advance();
      return asStandard(promise);
    },
    return() {
      stop();
      signal?.removeEventListener('abort', onAbort);
      return ControlledPromise.resolve({ value: undefined as never, done: true as const });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  } as AsyncIterableIterator<T>;
}

export const timersPromises = {
  setTimeout: standFor(setTimeoutPromise, native.setTimeout),
  setImmediate: standFor(setImmediatePromise, native.setImmediate),
  setInterval: standFor(setIntervalIterator, native.setInterval),
  scheduler: {
    wait: (delay?: number, options?: Options) => setTimeoutPromise(delay, undefined, options),
    yield: () => setImmediatePromise(),
  },
};

const nativeTimers = timersOf(timers);

/** In jsdom the module's functions are Node's, the globals are not. */
const functions = nativeTimers.setTimeout === nativeGlobals.setTimeout ? globals : timerFunctions(nativeTimers);

for (const [own, source] of [
  [globals, nativeGlobals],
  [functions, nativeTimers],
] as const) {
  promisifiesTo(own.setTimeout, source.setTimeout, setTimeoutPromise);
  promisifiesTo(own.setImmediate, source.setImmediate, setImmediatePromise);
}

export const timersModule = {
  ...timers,
  setTimeout: functions.setTimeout,
  clearTimeout: functions.clearTimeout,
  setInterval: functions.setInterval,
  clearInterval: functions.clearInterval,
  setImmediate: functions.setImmediate,
  clearImmediate: functions.clearImmediate,
  promises: timersPromises,
};

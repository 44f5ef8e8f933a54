// Await: PromiseResolve(%Promise%, value), then PerformPromiseThen with the coroutine as the reaction (ECMAScript 27.7.5.3).

import { subscribeNative } from './arrivals';
import { drivingOf } from './driving';
import { enqueue, THENABLE } from './job-queue';
import { isNativePromise } from './native-types';
import { ControlledPromise, isControlled, newPromise, originOf, resolvePromise, subscribe } from './promise';
import { creditTo, goOn, type Resumable, resume } from './resumable';
import { OUTSIDE, simulation } from './simulation';
import type { ThenableJob } from './waiter';

/** `$.at`: marks an await. */
export function at(value: unknown, site: number): unknown {
  simulation.agent.site = site;
  return value;
}

export function awaitValue(coroutine: Resumable, value: unknown): void {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
    goOn(coroutine, value, false, true);
    return;
  }
  if (isControlled(value)) awaitControlled(coroutine, value);
  else awaitForeign(coroutine, value);
}

function awaitControlled(coroutine: Resumable, promise: ControlledPromise<unknown>): void {
  let own: boolean;
  try {
    own = promise.constructor === ControlledPromise;
  } catch (error) {
    goOn(coroutine, error, true, false);
    return;
  }
  if (own) {
    inherit(promise, coroutine);
    subscribe(promise, coroutine);
    return;
  }
  const wrapped = newPromise();
  resolvePromise(wrapped, promise);
  subscribe(wrapped, coroutine);
}

function awaitForeign(coroutine: Resumable, value: object): void {
  let then: unknown;
  try {
    then = (value as { then?: unknown }).then;
  } catch (error) {
    goOn(coroutine, error, true, false);
    return;
  }
  if (typeof then !== 'function') {
    goOn(coroutine, value, false, true);
    return;
  }
  if (isNativePromise(value)) {
    subscribeNative(
      value,
      coroutine.site,
      (result) => arrived(coroutine, result, false),
      (reason) => arrived(coroutine, reason, true),
    );
    return;
  }
  if (coroutine.isFake) drivingOf(coroutine).calls();
  const wrapped = newPromise();
  const { context } = simulation.agent;
  const job: ThenableJob = { target: wrapped, thenable: value, then, strand: coroutine, context };
  enqueue(THENABLE, job, undefined);
  subscribe(wrapped, coroutine);
}

/** A native promise has settled. Outside an iteration this is a microtask already. */
function arrived(coroutine: Resumable, value: unknown, threw: boolean): void {
  if (simulation.mode === OUTSIDE) resume(coroutine, value, threw);
  else goOn(coroutine, value, threw, false);
}

/** The coroutine awaits or returns a promise. If it has just made the strand that settles the promise, that strand needs no task of its own. */
export function inherit(promise: ControlledPromise<unknown>, coroutine: Resumable): void {
  const origin = originOf(promise);
  if (origin === null || origin.owner !== coroutine || origin.task !== null) return;
  origin.inherits = true;
  origin.place(coroutine.site);
  if (origin.done && origin.atOnceStep === simulation.steps) creditTo(coroutine, origin.atOnceSite);
}

// Runs the generators of deep mode: from the event loop, where the agent may stop, or inside code that cannot be stopped.

import { apply } from '../natives';
import { RUNNING, simulation } from '../simulation';
import { uncaught } from '../uncaught';
import type { SharedAccess } from './shared-access';
import { passOver, stopAgent } from './stop';
import { bodyOfTwin, isOfFile, twinOf } from './twins';

type Body = Generator<unknown, unknown, unknown>;
type Done = (value: unknown, threw: boolean) => void;

const nextOf = Object.getPrototypeOf(function* () {}).prototype.next as (
  this: Body,
) => IteratorResult<unknown, unknown>;

/** Runs a generator from the event loop: it may stop on the way, and is over when `done` is called. */
export function drive(body: Body, done: Done, failed?: { readonly error: unknown }): void {
  const { current } = simulation.agent;
  let result: IteratorResult<unknown, unknown>;
  try {
    result = failed === undefined ? nextOf.call(body) : body.throw(failed.error);
  } catch (error) {
    done(error, true);
    return;
  }
  if (result.done) done(result.value, false);
  else {
    const { agent } = simulation;
    agent.current = current;
    stopAgent((error) => drive(body, done, error));
  }
}

/** Runs a generator to its end, inside code that cannot be stopped. */
export function atomically(body: Body): unknown {
  for (;;) {
    const result = nextOf.call(body);
    if (result.done) return result.value;
    try {
      passOver(simulation.agent.access as SharedAccess);
    } catch (error) {
      const answer = body.throw(error);
      if (answer.done) return answer.value;
    }
  }
}

/** `$.program`: the top level of a module. It runs at once, unless it is that of a worker's file. */
export function program(body: Body): void {
  const { take } = simulation.deep;
  simulation.deep.take = null;
  if (take === null) atomically(body);
  else take(body);
}

/** Loads a module that another one requires: its top level is over when `load` returns. */
export function loadAtomically<Result>(load: () => Result): Result {
  const { deep } = simulation;
  const { take } = deep;
  deep.take = null;
  try {
    return load();
  } finally {
    deep.take = take;
  }
}

/**
 * Loads a module, the first one that `load` evaluates, so that the agent may stop at its top level.
 * @param load evaluates the module's function; the top level of a deep file has not run when it returns
 * @param done the top level is over; or it has thrown
 */
export function loadDeeply(load: () => void, done: Done): void {
  let body: Body | null = null;
  simulation.deep.take = (made) => {
    body = made;
  };
  try {
    load();
  } catch (error) {
    simulation.deep.take = null;
    done(error, true);
    return;
  }
  simulation.deep.take = null;
  if (body === null) done(undefined, false);
  else drive(body, done);
}

/** The generator that stands for a call of `callback` from the event loop; null if it has no twin, or nobody else could run meanwhile. */
export function bodyOf(callback: unknown, self: unknown, args: readonly unknown[]): Body | null {
  if (simulation.mode !== RUNNING || typeof callback !== 'function') return null;
  const twin = twinOf(callback);
  return twin !== undefined && isOfFile(twin) ? bodyOfTwin(twin, self, args, -1) : null;
}

/**
 * Calls a callback from the event loop, in its generator form if it has one.
 * @param done what is to be done behind it: now, or when it is over
 */
export function callBack(
  callback: (...args: never[]) => unknown,
  self: unknown,
  args: readonly unknown[],
  done: Done,
): void {
  let value: unknown;
  let threw = false;
  try {
    const body = simulation.deep.loaded ? bodyOf(callback, self, args) : null;
    if (body !== null) {
      drive(body, done);
      return;
    }
    value = apply(callback as (...args: unknown[]) => unknown, self, args as unknown[]);
  } catch (error) {
    value = error;
    threw = true;
  }
  done(value, threw);
}

/** Calls a handler. Returns `$.d` if it runs in its generator form: `waiter` is told when it is over. */
export function callInParts(
  handler: Function,
  argument: unknown,
  waiter: { settle(value: unknown, threw: boolean): void },
): unknown {
  const body = bodyOf(handler, undefined, [argument]);
  if (body === null) return handler(argument);
  drive(body, (value, threw) => waiter.settle(value, threw));
  return simulation.deep;
}

/** `callBack` for callbacks whose errors nobody can catch. */
export function callBackAlone(callback: (...args: never[]) => unknown, args: readonly unknown[], self?: unknown): void {
  callBack(callback, self, args, (error, threw) => {
    if (threw) uncaught(error);
  });
}

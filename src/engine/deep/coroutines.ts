// Async functions of deep files: started by code that can be stopped (`$.deepStart`, entered with `yield*`) or by code that cannot.

import { call, run } from '../coroutine';
import type { ControlledPromise } from '../promise';
import { simulation } from '../simulation';
import { MemoryStop, passStops } from './stop';

type Body = Generator<unknown, unknown, unknown>;
type Start = Generator<unknown, ControlledPromise<unknown>, unknown>;
type BodyFunction = (...args: unknown[]) => Body;

/** `$.deepRun`: `$.run` of a deep file. Accesses up to the first await are atomic. */
export function deepRun(body: Body, site: number): ControlledPromise<unknown> {
  simulation.agent.recursion.direct = false;
  const promise = run(body, site);
  if (simulation.agent.stopped !== null) passStops();
  return promise;
}

/** `$.deepCall`: `$.call` of a deep file. */
export function deepCall(body: BodyFunction, self: unknown, args: ArrayLike<unknown>, site: number) {
  simulation.agent.recursion.direct = false;
  const promise = call(body, self, args, site);
  if (simulation.agent.stopped !== null) passStops();
  return promise;
}

/** `yield* $.deepStart(…)`: starts an async function; the caller stops with it, up to its first await. */
export function* deepStart(body: Body, site: number): Start {
  simulation.agent.recursion.direct = false;
  const promise = run(body, site);
  if (simulation.agent.stopped !== null) yield* handOn();
  return promise;
}

export function* deepStartCall(body: BodyFunction, self: unknown, args: ArrayLike<unknown>, site: number): Start {
  simulation.agent.recursion.direct = false;
  const promise = call(body, self, args, site);
  if (simulation.agent.stopped !== null) yield* handOn();
  return promise;
}

/** Calls what starts a coroutine; the caller stops with it. */
export function* starting<Result>(start: () => Result): Generator<unknown, Result, unknown> {
  const started = start();
  if (simulation.agent.stopped !== null) yield* handOn();
  return started;
}

/** What has stopped in the coroutine stops its caller. */
function* handOn(): Generator<unknown, void, unknown> {
  const { agent } = simulation;
  while (agent.stopped instanceof MemoryStop) {
    const { current, stopped } = agent;
    agent.stopped = null;
    agent.access = stopped.access;
    let failed: { readonly error: unknown } | undefined;
    try {
      yield simulation.deep;
    } catch (error) {
      failed = { error };
    }
    agent.current = current;
    stopped.goesOn(failed);
    agent.current = current;
  }
}

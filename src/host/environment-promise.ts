// Promise as environment code sees it. A fake that answers with `Promise.resolve(row)` or `new Promise((resolve) => resolve(row))` stands
// for something outside as much as an async function does: it completes at once or late, by choice.

import { environmentOperation } from '../engine/environment-operation';
import { apply, construct as constructAs, NativePromise } from '../engine/natives';
import { ControlledPromise, isControlled, newPromise, resolvePromise, resolvingFunctions } from '../engine/promise';
import { promiseResolve } from '../engine/promise-prototype';
import { Promise as Controlled } from '../engine/promise-statics';
import { OUTSIDE, simulation } from '../engine/simulation';
import { standFor } from '../engine/stand-ins';
import { hostAgent } from './host-agent';
import { isOfTheBody, looked } from './looked';

type Executor = (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void;

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
      if (threw) giveUp(value);
      else resolve(value);
    } else settled ??= { value, threw };
  };
  const agent = hostAgent();
  const owner = agent.current;
  /** Rejected by a callback of a timer: the test has waited long enough. */
  const giveUp = (reason: unknown) => {
    const { current } = agent;
    if (current !== null && current.kind === 'timer' && isOfTheBody(owner)) looked(current.site);
    reject(reason);
  };
  const outer = agent.answering;
  agent.answering = ++agent.answers;
  try {
    executor(
      (value) => settle(value, false),
      (reason) => settle(reason, true),
    );
  } catch (error) {
    settle(error, true);
  }
  agent.answering = outer;
  running = false;
  const early = settled as { value: unknown; threw: boolean } | null;
  if (early !== null && (early.threw || !isThenable(early.value)))
    return environmentOperation(early.value, early.threw, 'promise');
  const promise = newPromise();
  simulation.recorder?.promises.made(promise);
  if (early !== null) resolvePromise(promise, early.value);
  else ({ resolve, reject } = resolvingFunctions(promise));
  return promise;
}

/** Promise as environment code sees it; shares prototype and behaviour with the controlled one in everything else. */
export const EnvironmentPromise: PromiseConstructor = function (this: unknown, executor: Executor): unknown {
  if (new.target === undefined)
    return apply(ControlledPromise as unknown as (...args: unknown[]) => unknown, this, [executor]);
  const target: unknown = new.target;
  if (target !== EnvironmentPromise || simulation.mode === OUTSIDE || typeof executor !== 'function')
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
      if (simulation.mode === OUTSIDE || isControlled(value) || isThenable(value))
        return promiseResolve(ControlledPromise, value);
      return environmentOperation(value, false, 'Promise.resolve');
    },
    writable: true,
    configurable: true,
  },
  reject: {
    value(this: unknown, reason: unknown): unknown {
      if (this !== EnvironmentPromise || simulation.mode === OUTSIDE)
        return apply(Controlled.reject, Controlled, [reason]);
      return environmentOperation(reason, true, 'Promise.reject');
    },
    writable: true,
    configurable: true,
  },
});

standFor(EnvironmentPromise, NativePromise);
/** Static methods that a program has added. */
Object.setPrototypeOf(EnvironmentPromise, ControlledPromise);

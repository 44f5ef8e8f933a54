// What the controlled Promise has besides `then` (ECMAScript 27.2.5), and what makes it stand in for the native class.

import { NativePromise, nativeThen } from './natives';
import {
  ControlledPromise,
  isControlled,
  newPromise,
  originOf,
  Reaction,
  resolvePromise,
  setOrigin,
  subscribe,
} from './promise';
import { describe, newCapability, speciesOf } from './promise-capability';
import { OUTSIDE, simulation } from './simulation';
import { standFor } from './stand-ins';

/** PromiseResolve(C, x). */
export function promiseResolve(constructor: unknown, value: unknown): ControlledPromise<unknown> {
  if (isControlled(value) && value.constructor === constructor) return value;
  if (constructor === ControlledPromise) {
    const promise = newPromise();
    resolvePromise(promise, value);
    return promise;
  }
  const { promise, resolve } = newCapability(constructor);
  resolve(value);
  return promise as ControlledPromise<unknown>;
}

/** PerformPromiseThen of the specification: `then` without a look at the constructor. */
export function performThen(
  promise: ControlledPromise<unknown>,
  onFulfilled: (value: unknown) => unknown,
  onRejected: (reason: unknown) => unknown,
): ControlledPromise<unknown> {
  const derived = newPromise();
  const generation = simulation.mode === OUTSIDE ? 0 : simulation.generation;
  setOrigin(derived, originOf(promise));
  subscribe(promise, new Reaction(onFulfilled, onRejected, derived, null, simulation.agent.current, generation));
  return derived;
}

type Thenable = { then(onFulfilled: unknown, onRejected: unknown): unknown };

const methods = {
  catch(this: Thenable, onRejected?: unknown): unknown {
    return this.then(undefined, onRejected);
  },

  finally(this: Thenable, onFinally?: unknown): unknown {
    if ((typeof this !== 'object' || this === null) && typeof this !== 'function')
      throw new TypeError(`Promise.prototype.finally called on a non-object (${describe(this)})`);
    const constructor = speciesOf(this, ControlledPromise);
    if (typeof onFinally !== 'function') return this.then(onFinally, onFinally);
    return this.then(
      (value: unknown) => promiseResolve(constructor, onFinally()).then(() => value),
      (reason: unknown) =>
        promiseResolve(constructor, onFinally()).then(() => {
          throw reason;
        }),
    );
  },
};

for (const [name, value] of Object.entries(methods))
  Object.defineProperty(ControlledPromise.prototype, name, {
    value: standFor(value, NativePromise.prototype[name as 'catch']),
    writable: true,
    configurable: true,
  });

standFor(ControlledPromise, NativePromise);
standFor(ControlledPromise.prototype.then, nativeThen);

const species = Object.getOwnPropertyDescriptor(NativePromise, Symbol.species)?.get as () => unknown;

Object.defineProperties(ControlledPromise, {
  [Symbol.species]: {
    get: standFor(function (this: unknown) {
      return this;
    }, species),
    configurable: true,
  },
  /** Native promises count as instances, and (through the prototype chain) controlled ones as instances of the native class. */
  [Symbol.hasInstance]: {
    value(this: unknown, value: unknown): boolean {
      if (isControlled(value) || typeof value !== 'object' || value === null || this !== ControlledPromise)
        return typeof this === 'function' && Function.prototype[Symbol.hasInstance].call(this, value);
      return value instanceof NativePromise;
    },
    writable: true,
    configurable: true,
  },
});
Object.defineProperty(ControlledPromise.prototype, Symbol.toStringTag, { value: 'Promise', configurable: true });
Object.setPrototypeOf(ControlledPromise.prototype, NativePromise.prototype);
/** What code that is not compiled has added to the native class is found, too: static methods of polyfills. */
Object.setPrototypeOf(ControlledPromise, NativePromise);

// The static methods of the controlled Promise: resolve, reject, all, allSettled, any, race, withResolvers, try (ECMAScript 27.2.4).

import { defineProperty, hasOwn, isArray, NativePromise } from './natives';
import { ControlledPromise, isControlled, newPromise, rejectPromise } from './promise';
import { allPlain } from './promise-all';
import { type Capability, newCapability } from './promise-capability';
import { promiseResolve } from './promise-prototype';
import './promise-inspection';
import { simulation } from './simulation';
import { standFor } from './stand-ins';

/**
 * Common frame of the combinators: reads `resolve` once, walks the iterable, rejects with what the walk throws.
 * @param known `resolve`, if it was read before
 */
function combine(
  constructor: unknown,
  iterable: Iterable<unknown>,
  each: (next: { then: Function }, index: number, capability: Capability) => void,
  finish: (count: number, capability: Capability) => void,
  known?: unknown,
): unknown {
  const capability = newCapability(constructor);
  const { reject } = capability;
  try {
    const resolve = known ?? (constructor as { resolve: unknown }).resolve;
    if (typeof resolve !== 'function') throw new TypeError('Promise resolve or reject function is not callable');
    let index = 0;
    for (const item of iterable) {
      const next = resolve.call(constructor, item) as { then: Function };
      simulation.recorder?.promises.follow(capability.promise as object, next);
      each(next, index, capability);
      index++;
    }
    finish(index, capability);
  } catch (error) {
    reject(error);
  }
  return capability.promise;
}

/** Collects one value per element; `settle` is called when `remaining` reaches zero. */
class Collector {
  readonly values: unknown[] = [];
  remaining = 1;
  constructor(readonly settle: (values: unknown[]) => void) {}

  put(index: number): (wrap: (value: unknown) => unknown) => (value: unknown) => void {
    this.remaining++;
    // No setter of Array.prototype is called.
    defineProperty(this.values, index, { value: undefined, writable: true, enumerable: true, configurable: true });
    let called = false;
    return (wrap) => (value) => {
      if (called) return;
      called = true;
      this.values[index] = wrap(value);
      this.release();
    };
  }

  release(): void {
    if (--this.remaining === 0) this.settle(this.values);
  }
}

const identity = (value: unknown) => value;

function collect(
  constructor: unknown,
  iterable: Iterable<unknown>,
  settle: (values: unknown[], capability: Capability) => void,
  handlers: (
    put: (wrap: (value: unknown) => unknown) => (value: unknown) => void,
    capability: Capability,
  ) => [(value: unknown) => void, (reason: unknown) => void],
  known?: unknown,
): unknown {
  let collector: Collector | null = null;
  const of = (capability: Capability) => {
    collector ??= new Collector((values) => settle(values, capability));
    return collector;
  };
  return combine(
    constructor,
    iterable,
    (next, index, capability) => {
      const [onFulfilled, onRejected] = handlers(of(capability).put(index), capability);
      next.then(onFulfilled, onRejected);
    },
    (_count, capability) => of(capability).release(),
    known,
  );
}

const iteratorSymbol: typeof Symbol.iterator = Symbol.iterator;
const arrayIterator = Array.prototype[iteratorSymbol];
const arrayIterators = Object.getPrototypeOf([][iteratorSymbol]()) as { next: unknown };
const nextOfArray = arrayIterators.next;

/** The iterable is a plain array of our own untouched promises: nothing of what `all` does with them can be observed. */
function isPlain(iterable: unknown): iterable is ControlledPromise<unknown>[] {
  if (!isArray(iterable)) return false;
  if (iterable[iteratorSymbol] !== arrayIterator || arrayIterators.next !== nextOfArray) return false;
  for (let i = 0; i < iterable.length; i++) {
    const item: unknown = iterable[i];
    // A `then` of its own may be a getter, which would be called once more.
    if (!isControlled(item) || hasOwn(item, 'then')) return false;
    if (item.constructor !== ControlledPromise || item.then !== controlledThen) return false;
  }
  return true;
}

const controlledThen = ControlledPromise.prototype.then;

const statics = {
  resolve(this: unknown, value?: unknown): unknown {
    if ((typeof this !== 'object' || this === null) && typeof this !== 'function')
      throw new TypeError('PromiseResolve called on non-object');
    return promiseResolve(this, value);
  },

  reject(this: unknown, reason?: unknown): unknown {
    if (this === ControlledPromise) {
      const promise = newPromise();
      rejectPromise(promise, reason);
      return promise;
    }
    const { promise, reject } = newCapability(this);
    reject(reason);
    return promise;
  },

  all(this: unknown, iterable: Iterable<unknown>): unknown {
    let own: unknown;
    if (this === ControlledPromise) {
      try {
        own = (ControlledPromise as { resolve?: unknown }).resolve;
      } catch (error) {
        return statics.reject.call(this, error);
      }
      if (own === statics.resolve && isPlain(iterable)) return allPlain(iterable);
    }
    return collect(
      this,
      iterable,
      (values, { resolve }) => resolve(values),
      (put, capability) => [put(identity), capability.reject],
      own,
    );
  },

  allSettled(this: unknown, iterable: Iterable<unknown>): unknown {
    return collect(
      this,
      iterable,
      (values, { resolve }) => resolve(values),
      (put) => [put((value) => ({ status: 'fulfilled', value })), put((reason) => ({ status: 'rejected', reason }))],
    );
  },

  any(this: unknown, iterable: Iterable<unknown>): unknown {
    return collect(
      this,
      iterable,
      (errors, { reject }) => reject(new AggregateError(errors, 'All promises were rejected')),
      (put, capability) => [capability.resolve, put(identity)],
    );
  },

  race(this: unknown, iterable: Iterable<unknown>): unknown {
    return combine(
      this,
      iterable,
      (next, _index, capability) => next.then(capability.resolve, capability.reject),
      () => {},
    );
  },

  withResolvers(this: unknown): Capability {
    const { promise, resolve, reject } = newCapability(this);
    return { promise, resolve, reject };
  },

  try(this: unknown, callback: (...args: unknown[]) => unknown, ...args: unknown[]): unknown {
    if ((typeof this !== 'object' || this === null) && typeof this !== 'function')
      throw new TypeError('Promise.try called on non-object');
    const { promise, resolve, reject } = newCapability(this);
    try {
      resolve(callback(...args));
    } catch (error) {
      reject(error);
    }
    return promise;
  },
};

// What this Node lacks (`withResolvers` before 22, `try` before 24) is not offered.
for (const [name, value] of Object.entries(statics))
  if (name in NativePromise)
    Object.defineProperty(ControlledPromise, name, {
      value: standFor(value, NativePromise[name as 'all']),
      writable: true,
      configurable: true,
    });

/** The controlled Promise with its statics, typed as the standard constructor. */
export const Promise = ControlledPromise as unknown as PromiseConstructor;

/** A controlled promise, typed as the standard one whose place it takes. */
export function asStandard<T>(promise: ControlledPromise<unknown>): globalThis.Promise<T> {
  return promise as unknown as globalThis.Promise<T>;
}

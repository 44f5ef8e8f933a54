// Promises of any constructor: NewPromiseCapability (ECMAScript 27.2.1.5) makes one with the functions that settle it, SpeciesConstructor
// (7.3.22) says which constructor the result of `then` has.

import { NativePromise } from './natives';

export interface Capability {
  promise: unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

export function newCapability(constructor: unknown): Capability {
  if (typeof constructor !== 'function') throw new TypeError(`Promise resolve or reject function is not callable`);
  let resolve: unknown;
  let reject: unknown;
  const promise = new (constructor as new (executor: (a: unknown, b: unknown) => void) => unknown)((a, b) => {
    if (resolve !== undefined || reject !== undefined)
      throw new TypeError('Promise executor has already been invoked with non-undefined arguments');
    resolve = a;
    reject = b;
  });
  if (typeof resolve !== 'function' || typeof reject !== 'function')
    throw new TypeError('Promise resolve or reject function is not callable');
  return { promise, resolve: resolve as Capability['resolve'], reject: reject as Capability['reject'] };
}

/** The constructor of what `then` returns; `own` is the controlled class. */
export function speciesOf(promise: object, own: unknown): unknown {
  const constructor = (promise as { constructor?: unknown }).constructor;
  if (constructor === undefined) return own;
  if ((typeof constructor !== 'object' || constructor === null) && typeof constructor !== 'function')
    throw new TypeError('The .constructor property is not an object');
  const species = (constructor as { [Symbol.species]?: unknown })[Symbol.species];
  return species === undefined || species === null || species === NativePromise ? own : species;
}

/** A receiver in the message of a TypeError. */
export function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? '#<Object>' : String(value);
}

// How Node prints a controlled promise: as the native one in the same state (`Promise { <pending> }`, `Promise { 1 }`,
// `Promise { <rejected> … }`).

import { NativePromise, nativeThen } from './natives';
import { ControlledPromise, isControlled, PENDING, REJECTED, stateOf, valueOf } from './promise';

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** A native promise in the state of `promise`, with its prototype and properties. */
function likeness(promise: ControlledPromise<unknown>): Promise<unknown> {
  const state = stateOf(promise);
  const native = new NativePromise<unknown>((resolve, reject) => {
    if (state === REJECTED) reject(valueOf(promise));
    else if (state !== PENDING) resolve(valueOf(promise));
  });
  if (state === REJECTED) nativeThen.call(native, undefined, () => {});
  Object.setPrototypeOf(native, Object.getPrototypeOf(promise));
  Object.defineProperties(native, Object.getOwnPropertyDescriptors(promise));
  return Object.defineProperty(native, INSPECT, { value: undefined });
}

Object.defineProperty(ControlledPromise.prototype, INSPECT, {
  value: {
    inspect(this: ControlledPromise<unknown>, _depth: number, options: object, inspect: Function): string {
      return isControlled(this)
        ? inspect(likeness(this), options)
        : inspect(this, { ...options, customInspect: false });
    },
  }.inspect,
  writable: true,
  configurable: true,
});

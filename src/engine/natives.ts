// The realm's own primitives, captured before any user code can replace them. Hot code takes even Math.imul and Array.isArray from here:
// inside Jest's sandbox a read of a global costs 160 to 1,000 ns.

export const NativePromise: PromiseConstructor = Promise;
export const nativeThen = NativePromise.prototype.then;
export const nativeQueueMicrotask: (callback: () => void) => void = queueMicrotask;
export const nativeSetTimeout: typeof setTimeout = setTimeout;
export const nativeClearTimeout: typeof clearTimeout = clearTimeout;
export const nativeSetImmediate: ((callback: () => void) => unknown) | undefined =
  typeof setImmediate === 'function' ? setImmediate : undefined;
export const NativeDate: DateConstructor = Date;
export const nativeNow: () => number = (() => {
  const clock = performance;
  const { now } = clock;
  return () => now.call(clock);
})();

/** Milliseconds that this process has had a processor for; where nobody says, the clock. */
export const processorTime: () => number = (() => {
  const measure = (globalThis as { process?: NodeJS.Process }).process?.cpuUsage;
  if (measure === undefined) return nativeNow;
  return () => {
    const { user, system } = apply(measure, process, []);
    return (user + system) / 1000;
  };
})();

/** `util.types`: one object for all realms of a process. */
export { types } from 'node:util';

export const { imul, floor, trunc, min, max } = Math;
export const { isArray } = Array;
export const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, is } = Object;
export const { apply, construct } = Reflect;
export const { isInteger, isNaN } = Number;
export const NativeNumber: NumberConstructor = Number;
export const INFINITE: number = Number.POSITIVE_INFINITY;

// `performance` with the virtual clock in an iteration. It looks through to the realm's own object, which may belong to more than this realm
// (Node's is shared) and is therefore left as it is; what a test puts on the one is on the other.

import { nativeNow } from '../engine/natives';
import { OUTSIDE, simulation } from '../engine/simulation';
import { standFor } from '../engine/stand-ins';
import { virtualTime } from './clock';

type AnyFunction = (...args: unknown[]) => unknown;

/** performance.now() at the start of every iteration: not 0, which some libraries take for "no time". */
const PERFORMANCE_ORIGIN = 1000;

type Performance = typeof performance;

export const nativePerformance: Performance = performance;

const originalNow = nativePerformance.now;

const now = standFor(
  (): number => (simulation.mode === OUTSIDE ? nativeNow() : PERFORMANCE_ORIGIN + virtualTime()),
  originalNow,
);

/** The realm's own methods, which insist on the realm's own object, and the same ones for any object. */
const methods: ReadonlyMap<unknown, AnyFunction> = (() => {
  const found = new Map<unknown, AnyFunction>([[originalNow, now]]);
  // Up to the Object.prototype of the realm that the object comes from.
  for (let object: object = nativePerformance, next: object | null; ; object = next) {
    next = Object.getPrototypeOf(object) as object | null;
    if (next === null) return found;
    for (const key of Reflect.ownKeys(object)) {
      const { value } = Object.getOwnPropertyDescriptor(object, key) as PropertyDescriptor;
      if (typeof value !== 'function' || key === 'constructor' || found.has(value)) continue;
      found.set(value, standFor(value.bind(nativePerformance), value));
    }
  }
})();

export const controlledPerformance: Performance = new Proxy(nativePerformance, {
  get(target, key) {
    const value: unknown = Reflect.get(target, key, target);
    return methods.get(value) ?? value;
  },
});

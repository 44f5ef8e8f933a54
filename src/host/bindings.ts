// What instrumented code reads in place of the free globals: what the realm holds at that moment. So fake timers, spies and whatever else a
// test has put there keep their meaning, and what a realm has not (setImmediate in jsdom) is not there. Only the realm's own first globals
// have a controlled form, which takes their place.

import { NativeDate, NativePromise } from '../engine/natives';
import { Promise as ControlledPromise } from '../engine/promise-statics';
import { OUTSIDE, simulation } from '../engine/simulation';
import { abortTimeout, nativeAbortTimeout } from './abort-timeout';
import { controlledModule } from './controlled-modules';
import { globals, nativeGlobals, settersAt } from './globals';
import { controlledPerformance, nativePerformance } from './performance';
import { nativeRandom } from './randomness';
import { type Setter, TIMER_NAMES, type TimerName } from './timer-functions';

type AnyFunction = (...args: unknown[]) => unknown;
type Performance = typeof nativePerformance;
type FunctionName = TimerName | 'queueMicrotask';

const realm = globalThis as unknown as Record<string, unknown>;

/** The controlled form of what the realm holds, or what it holds if that is not its own first value. */
function held(present: unknown, native: unknown, controlled: unknown): unknown {
  return native !== undefined && present === native ? controlled : present;
}

/** `Promise` outside an iteration. */
export function heldPromise(): PromiseConstructor {
  const { Promise: present } = globalThis;
  return present === NativePromise ? ControlledPromise : present;
}

const global = (name: FunctionName): AnyFunction =>
  held(realm[name], nativeGlobals[name], globals[name]) as AnyFunction;

/** `$.timer`: the function of that name for a call at `site`. It comes before the arguments, which may set timers themselves. */
function timer(this: typeof bindings, name: Setter, site: number): AnyFunction {
  const present: unknown = global(name);
  if (present === globals[name]) {
    const { settersAt: setters } = this;
    return (...args) => setters[name](site, ...(args as [unknown]));
  }
  if (typeof present === 'function') return present as AnyFunction;
  if (present === undefined && !(name in realm)) throw new ReferenceError(`${name} is not defined`);
  throw new TypeError(`${name} is not a function`);
}

export const bindings = {
  get setTimeout(): AnyFunction {
    return global('setTimeout');
  },
  get clearTimeout(): AnyFunction {
    return global('clearTimeout');
  },
  get setInterval(): AnyFunction {
    return global('setInterval');
  },
  get clearInterval(): AnyFunction {
    return global('clearInterval');
  },
  get setImmediate(): AnyFunction {
    return global('setImmediate');
  },
  get clearImmediate(): AnyFunction {
    return global('clearImmediate');
  },
  get queueMicrotask(): AnyFunction {
    return global('queueMicrotask');
  },
  timer,
  /** What `timer` calls while the realm holds the controlled setters. */
  settersAt,
  get nextTick(): AnyFunction {
    return held(process.nextTick, nativeGlobals.nextTick, globals.nextTick) as AnyFunction;
  },
  get hrtime(): NodeJS.HRTime {
    return held(process.hrtime, nativeGlobals.hrtime, globals.hrtime) as NodeJS.HRTime;
  },
  get random(): () => number {
    return held(Math.random, nativeRandom, globals.random) as () => number;
  },
  get abortTimeout(): AnyFunction {
    return held(AbortSignal.timeout, nativeAbortTimeout, abortTimeout) as AnyFunction;
  },
  get randomUUID(): AnyFunction {
    return held(crypto.randomUUID, nativeGlobals.randomUUID, globals.randomUUID) as AnyFunction;
  },
  get getRandomValues(): AnyFunction {
    return held(crypto.getRandomValues, nativeGlobals.getRandomValues, globals.getRandomValues) as AnyFunction;
  },
  get Date(): DateConstructor {
    return held(realm.Date, NativeDate, globals.Date) as DateConstructor;
  },
  get performance(): Performance {
    return held(realm.performance, nativePerformance, controlledPerformance) as Performance;
  },
  /** In an iteration always the controlled one: with another there would be nothing to control. */
  get Promise(): PromiseConstructor {
    return simulation.mode === OUTSIDE ? heldPromise() : ControlledPromise;
  },
  module: controlledModule,
};

/** Puts `value` where the realm has a global. In jsdom `performance` cannot be assigned to, in the edge runtime nothing can be redefined. */
function install(name: string, value: unknown): void {
  const { enumerable = false, configurable = true } = Object.getOwnPropertyDescriptor(realm, name) ?? {};
  if (configurable) Object.defineProperty(realm, name, { value, writable: true, configurable, enumerable });
  else realm[name] = value;
}

/** Replaces the realm's own globals, so that code that was not instrumented is controlled as far as that goes. */
export function replaceGlobals(): void {
  for (const name of [...TIMER_NAMES, 'queueMicrotask'] as const)
    if (nativeGlobals[name] !== undefined) install(name, globals[name]);
  install('Promise', ControlledPromise);
  install('Date', globals.Date);
  // so that `date.constructor === Date` holds
  Object.defineProperty(NativeDate.prototype, 'constructor', {
    value: globals.Date,
    writable: true,
    configurable: true,
  });
  install('performance', controlledPerformance);
  Math.random = globals.random;
  if (typeof process === 'object') {
    process.nextTick = globals.nextTick as typeof process.nextTick;
    process.hrtime = globals.hrtime as typeof process.hrtime;
    process.uptime = globals.uptime;
  }
}

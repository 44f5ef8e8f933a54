// What instrumented code reads in place of the free globals: what the realm holds at that moment. So fake timers, spies and whatever else a
// test has put there keep their meaning, and what a realm has not (setImmediate in jsdom) is not there. Only the realm's own first globals
// have a controlled form, which takes their place.

import { NativeDate, NativePromise } from '../engine/natives';
import { Promise as ControlledPromise } from '../engine/promise-statics';
import { OUTSIDE, simulation } from '../engine/simulation';
import { abortTimeout, nativeAbortTimeout } from './abort-timeout';
import { controlledModule } from './controlled-modules';
import { controlledCrypto } from './crypto';
import { globals, nativeGlobals, settersAt } from './globals';
import { controlledNavigator, nativeNavigator } from './locks/navigator';
import { controlledPerformance, nativePerformance } from './performance';
import { nativeRandom } from './randomness';
import { abortSignal, cryptoObject, math, processObject } from './realm-objects';
import { type Setter, TIMER_NAMES, type TimerName } from './timer-functions';
import { ControlledWeakRef, NativeWeakRef } from './weak-references';

type AnyFunction = (...args: unknown[]) => unknown;
type Performance = typeof nativePerformance;
type FunctionName = TimerName | 'queueMicrotask' | 'structuredClone' | 'MessageChannel' | 'BroadcastChannel';

const realm = globalThis as unknown as Record<string, unknown>;

/** The controlled form of what the realm holds, or what it holds if that is not its own first value. */
function held(present: unknown, native: unknown, controlled: unknown): unknown {
  return native !== undefined && present === native ? controlled : present;
}

/** Reading a free name whose value is undefined. */
function absent(name: string): undefined {
  if (!(name in realm)) throw new ReferenceError(`${name} is not defined`);
  return undefined;
}

/** `Promise` outside an iteration. */
export function heldPromise(): PromiseConstructor {
  const { Promise: present } = globalThis;
  if (present === undefined) return absent('Promise') as never;
  return present === NativePromise ? ControlledPromise : present;
}

function global(name: FunctionName): AnyFunction {
  const present = realm[name];
  if (present === undefined) return absent(name) as never;
  return held(present, nativeGlobals[name], globals[name]) as AnyFunction;
}

/** What the global object's member stands for; with `window` and the like it is asked the long way. */
function member(owner: unknown, name: Setter, { own }: TimerEntries): unknown {
  if (owner !== realm) return (own(owner) as typeof realm)[name];
  return held(realm[name], nativeGlobals[name], globals[name]);
}

/**
 * `$.timer`: the function of that name for a call at `site`. It comes before the arguments, which may set timers themselves.
 * @param owners `globalThis` in `globalThis.setTimeout(f)`
 */
function timer(this: TimerEntries, name: Setter, site: number, ...owners: readonly unknown[]): AnyFunction {
  const [owner] = owners;
  const isMember = owners.length > 0;
  const present = isMember ? member(owner, name, this) : global(name);
  if (present === globals[name]) {
    const { settersAt: setters } = this;
    return (...args) => setters[name](site, ...(args as [unknown]));
  }
  if (typeof present === 'function')
    return isMember ? (...args) => Reflect.apply(present, owner, args) : (present as AnyFunction);
  return () => {
    throw new TypeError(`${isMember ? 'globalThis.' : ''}${name} is not a function`);
  };
}

/** What `timer` uses of the runtime object. */
export interface TimerEntries {
  readonly settersAt: typeof settersAt;
  own(owner: unknown): unknown;
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
  get structuredClone(): AnyFunction {
    return global('structuredClone');
  },
  get MessageChannel(): AnyFunction {
    return global('MessageChannel');
  },
  get BroadcastChannel(): AnyFunction {
    return global('BroadcastChannel');
  },
  timer,
  /** What `timer` calls while the realm holds the controlled setters. */
  settersAt,
  get nextTick(): AnyFunction {
    return held(processObject.nextTick, nativeGlobals.nextTick, globals.nextTick) as AnyFunction;
  },
  get hrtime(): NodeJS.HRTime {
    return held(processObject.hrtime, nativeGlobals.hrtime, globals.hrtime) as NodeJS.HRTime;
  },
  get random(): () => number {
    return held(math.random, nativeRandom, globals.random) as () => number;
  },
  get abortTimeout(): AnyFunction {
    return held(abortSignal.timeout, nativeAbortTimeout, abortTimeout) as AnyFunction;
  },
  get uptime(): () => number {
    return held(processObject.uptime, nativeGlobals.uptime, globals.uptime) as () => number;
  },
  get Date(): DateConstructor {
    const present = realm.Date;
    return (present === undefined ? absent('Date') : held(present, NativeDate, globals.Date)) as DateConstructor;
  },
  get performance(): Performance {
    const present = realm.performance;
    if (present === undefined) return absent('performance') as never;
    return held(present, nativePerformance, controlledPerformance) as Performance;
  },
  get Atomics(): typeof Atomics {
    const present = realm.Atomics;
    if (present === undefined) return absent('Atomics') as never;
    return held(present, nativeGlobals.Atomics, globals.Atomics) as typeof Atomics;
  },
  get crypto(): typeof controlledCrypto {
    const present = realm.crypto;
    if (present === undefined) return absent('crypto') as never;
    return held(present, cryptoObject, controlledCrypto) as typeof controlledCrypto;
  },
  get navigator(): object {
    const present = realm.navigator;
    if (present === undefined) return absent('navigator') as never;
    return controlledNavigator === undefined
      ? (present as object)
      : (held(present, nativeNavigator, controlledNavigator) as object);
  },
  get WeakRef(): WeakRefConstructor {
    const present = realm.WeakRef;
    return (
      present === undefined ? absent('WeakRef') : held(present, NativeWeakRef, ControlledWeakRef)
    ) as WeakRefConstructor;
  },
  /** In an iteration always the controlled one: with another there would be nothing to control. */
  get Promise(): PromiseConstructor {
    return simulation.mode === OUTSIDE ? heldPromise() : ControlledPromise;
  },
  module: controlledModule,
  /** The global object, which in Jest takes 0.2 µs to name. */
  realm: globalThis,
};

/** Puts `value` where the realm has a global. In jsdom `performance` cannot be assigned to, in the edge runtime nothing can be redefined. */
function install(name: string, value: unknown): void {
  const { enumerable = false, configurable = true } = Object.getOwnPropertyDescriptor(realm, name) ?? {};
  if (configurable) Object.defineProperty(realm, name, { value, writable: true, configurable, enumerable });
  else realm[name] = value;
}

/** Instances say that `constructor` has made them. */
function owned(prototype: object, constructor: unknown): void {
  Object.defineProperty(prototype, 'constructor', { value: constructor, writable: true, configurable: true });
}

/** Replaces the realm's own globals, so that code that was not instrumented is controlled as far as that goes. */
export function replaceGlobals(): void {
  for (const name of [
    ...TIMER_NAMES,
    'queueMicrotask',
    'structuredClone',
    'MessageChannel',
    'BroadcastChannel',
    'MessageEvent',
  ] as const)
    if (nativeGlobals[name] !== undefined) install(name, globals[name]);
  install('Promise', ControlledPromise);
  install('Date', globals.Date);
  // so that `date.constructor === Date` holds
  owned(NativeDate.prototype, globals.Date);
  install('performance', controlledPerformance);
  if (controlledCrypto !== undefined) install('crypto', controlledCrypto);
  if (controlledNavigator !== undefined) install('navigator', controlledNavigator);
  install('WeakRef', ControlledWeakRef);
  owned(NativeWeakRef.prototype, ControlledWeakRef);
  Math.random = globals.random;
  if (typeof process === 'object') {
    process.nextTick = globals.nextTick as typeof process.nextTick;
    process.hrtime = globals.hrtime as typeof process.hrtime;
    process.uptime = globals.uptime;
  }
}

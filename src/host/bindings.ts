// What instrumented code calls in place of the free globals. Each defers to the realm's global when a test has replaced it (Jest's
// fake timers, a spy), so that such tests keep their meaning.

import { NativeDate } from '../engine/natives';
import { abortTimeout } from './abort-timeout';
import { asyncHooksModule } from './async-hooks';
import { performanceNow } from './clock';
import { globals, nativeGlobals, settersAt } from './globals';
import { nativeRandom } from './randomness';
import { timersModule, timersPromises } from './timers-promises';

type Name =
  | 'setTimeout'
  | 'clearTimeout'
  | 'setInterval'
  | 'clearInterval'
  | 'setImmediate'
  | 'clearImmediate'
  | 'queueMicrotask';

type AnyFunction = (...args: unknown[]) => unknown;

const realm = globalThis as unknown as Record<string, unknown>;

/** The realm's global if a test has replaced it, else null. */
function replacement(name: Name, original: unknown): AnyFunction | null {
  const present = realm[name];
  return present === original || present === globals[name] ? null : (present as AnyFunction);
}

function deferring(name: Name): AnyFunction {
  const own = globals[name] as AnyFunction;
  const original = realm[name];
  const bound = (...args: unknown[]): unknown => (replacement(name, original) ?? own)(...args);
  const custom = Object.getOwnPropertySymbols(own);
  for (const symbol of custom)
    Object.defineProperty(bound, symbol, Object.getOwnPropertyDescriptor(own, symbol) as PropertyDescriptor);
  Object.defineProperty(bound, 'name', { value: name, configurable: true });
  return bound;
}

const timers = Object.fromEntries(
  (
    [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'clearImmediate',
      'queueMicrotask',
    ] as const
  ).map((name) => [name, deferring(name)]),
) as Record<Name, AnyFunction>;

/** A function that sets something, for a call at a site; see `settersAt`. */
function deferringAt(name: keyof typeof settersAt): (site: number, ...args: unknown[]) => unknown {
  const own = settersAt[name] as (site: number, ...args: unknown[]) => unknown;
  const original = realm[name];
  return (site, ...args) => {
    const present = replacement(name, original);
    return present === null ? own(site, ...args) : present(...args);
  };
}

const nativePerformance = performance;
type Performance = typeof nativePerformance;
const controlledPerformance: Performance = Object.create(nativePerformance, {
  now: { value: performanceNow, writable: true, configurable: true },
});
for (const key of [
  'mark',
  'measure',
  'getEntries',
  'getEntriesByName',
  'getEntriesByType',
  'clearMarks',
  'clearMeasures',
  'toJSON',
] as const) {
  const method = nativePerformance[key] as Function | undefined;
  if (typeof method === 'function')
    Object.defineProperty(controlledPerformance, key, { value: method.bind(nativePerformance), configurable: true });
}
Object.defineProperty(controlledPerformance, 'timeOrigin', {
  get: () => nativePerformance.timeOrigin,
  configurable: true,
});

const MODULES: Readonly<Record<string, unknown>> = {
  timers: timersModule,
  'timers/promises': timersPromises,
  async_hooks: asyncHooksModule,
};

/** `$.timer`: the function of that name for a call at `site`. It comes before the arguments, which may set timers themselves. */
function timer(this: typeof bindings, name: keyof typeof settersAt, site: number): AnyFunction {
  const { settersAt: setters } = this;
  return (...args) => setters[name](site, ...args);
}

export const bindings = {
  ...timers,
  timer,
  settersAt: {
    setTimeout: deferringAt('setTimeout'),
    setInterval: deferringAt('setInterval'),
    setImmediate: deferringAt('setImmediate'),
  },
  nextTick(...args: unknown[]): void {
    const present: unknown = process.nextTick;
    if (present === nativeGlobals.nextTick || present === globals.nextTick) (globals.nextTick as Function)(...args);
    else Reflect.apply(present as Function, process, args);
  },
  hrtime: globals.hrtime,
  random(): number {
    const present = Math.random;
    return present === nativeRandom || present === globals.random ? globals.random() : present.call(Math);
  },
  abortTimeout,
  randomUUID: globals.randomUUID,
  getRandomValues: globals.getRandomValues,
  get Date(): DateConstructor {
    const present = realm.Date as DateConstructor;
    return present === NativeDate ? globals.Date : present;
  },
  get performance(): Performance {
    const present = realm.performance as Performance;
    return present === nativePerformance ? controlledPerformance : present;
  },
  /** The controlled form of a core module. */
  module(name: string): unknown {
    const found = MODULES[name.replace(/^node:/, '')];
    if (found === undefined) throw new Error(`lockstep has no controlled form of the module '${name}'.`);
    return found;
  },
};

/** Replaces the realm's own globals, so that code that was not instrumented is controlled as far as that goes. */
export function replaceGlobals(): void {
  for (const name of Object.keys(timers) as Name[]) realm[name] = globals[name];
  realm.Date = globals.Date;
  // so that `date.constructor === Date` holds
  Object.defineProperty(NativeDate.prototype, 'constructor', {
    value: globals.Date,
    writable: true,
    configurable: true,
  });
  realm.performance = controlledPerformance;
  Math.random = globals.random;
  if (typeof process === 'object') {
    process.nextTick = globals.nextTick as typeof process.nextTick;
    process.hrtime = globals.hrtime as typeof process.hrtime;
  }
}

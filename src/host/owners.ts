// Members of the realm's objects that have a controlled form: `process.nextTick`, `Math.random`, `globalThis.setTimeout`. Code reads them
// from a stand-in for the owner. Any other object stands for itself: what a test has put in the place of `process` is no matter of ours.

import { OUTSIDE, simulation } from '../engine/simulation';
import { abortTimeout } from './abort-timeout';
import { globals, nativeGlobals } from './globals';
import { abortSignal, math, processObject } from './realm-objects';
import { TIMER_NAMES } from './timer-functions';

/** The runtime's entries for the members, each the member's value. */
export interface MemberEntries {
  readonly nextTick: unknown;
  readonly hrtime: unknown;
  readonly uptime: unknown;
  readonly random: unknown;
  readonly abortTimeout: unknown;
}

/** `$.own` and `$.calls`. */
export interface Owners {
  /** What members are read from. */
  own(owner: unknown): unknown;
  /** What members are called on. */
  calls(owner: unknown): unknown;
}

const GLOBALS = [
  ...TIMER_NAMES,
  'Promise',
  'queueMicrotask',
  'Date',
  'performance',
  'crypto',
  'structuredClone',
  'MessageChannel',
  'BroadcastChannel',
  'navigator',
  'WeakRef',
  'Atomics',
] as const;

const realm = globalThis as unknown as Readonly<Record<string, unknown>>;

/** Other names of the realm's global object. In happy-dom they are other objects, too. */
const aliases: ReadonlySet<unknown> = (() => {
  const { global, window, self } = realm;
  return new Set([global, window, self].filter((value) => value !== undefined));
})();

/** A method with its owner as `this`; the controlled form needs none. */
function on(owner: unknown, method: unknown, controlled: unknown): unknown {
  if (method === controlled || typeof method !== 'function') return method;
  return (...args: unknown[]) => Reflect.apply(method, owner, args);
}

/** Stands for the global object. Read as its members, names that are missing are undefined. */
function realmMembers(runtime: object, view: (value: unknown, controlled: unknown) => unknown): object {
  const entries = runtime as Readonly<Record<string, unknown>>;
  const natives = nativeGlobals as Readonly<Record<string, unknown>>;
  const made = Object.create(null) as object;
  for (const name of GLOBALS) {
    const native = natives[name];
    const controlled = (globals as Readonly<Record<string, unknown>>)[name];
    const get = () => {
      const present = realm[name];
      if (present === undefined) return undefined;
      const known = controlled !== undefined && (present === native || present === controlled);
      if (known && simulation.mode === OUTSIDE) return controlled;
      return view(entries[name], controlled);
    };
    Object.defineProperty(made, name, { get, enumerable: true });
  }
  return made;
}

/**
 * `$.own` and `$.calls` of a runtime object, or of what environment code sees of it. Comparisons and getters are written out: a map of owners and
 * members took four times as long (48 ns in place of 12 for `Math.random()`).
 */
export function ownersFor(runtime: MemberEntries): Owners {
  const own = {
    realm: realmMembers(runtime, (value) => value),
    process: {
      get nextTick() {
        return runtime.nextTick;
      },
      get hrtime() {
        return runtime.hrtime;
      },
      get uptime() {
        return runtime.uptime;
      },
    },
    math: {
      get random() {
        return runtime.random;
      },
    },
    abortSignal: {
      get timeout() {
        return runtime.abortTimeout;
      },
    },
  };
  const calls = {
    realm: realmMembers(runtime, (value, controlled) => on(realm, value, controlled)),
    process: {
      get nextTick() {
        return on(processObject, runtime.nextTick, globals.nextTick);
      },
      get hrtime() {
        return on(processObject, runtime.hrtime, globals.hrtime);
      },
      get uptime() {
        return on(processObject, runtime.uptime, globals.uptime);
      },
    },
    math: {
      get random() {
        return on(math, runtime.random, globals.random);
      },
    },
    abortSignal: {
      get timeout() {
        return on(abortSignal, runtime.abortTimeout, abortTimeout);
      },
    },
  };
  const find = (members: typeof own | typeof calls, owner: unknown): unknown => {
    if (owner === undefined || owner === null) return owner;
    if (owner === math) return members.math;
    if (owner === processObject) return members.process;
    if (owner === realm) return members.realm;
    if (owner === abortSignal) return members.abortSignal;
    return aliases.has(owner) ? members.realm : owner;
  };
  return { own: (owner) => find(own, owner), calls: (owner) => find(calls, owner) };
}

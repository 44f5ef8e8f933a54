// The free globals as environment code sees them. A fake that answers with `Promise.resolve(row)`, `new Promise((resolve) => resolve(row))`
// or a callback on setImmediate, nextTick or queueMicrotask stands for something outside as much as an async function does: it completes
// at once or late, by choice. Timers say themselves when they fire. But if several answers are due at the same time, such as those of
// `new Promise((resolve) => setTimeout(() => resolve(row), 10))`, it is a choice which of them comes first.

import { OUTSIDE, simulation } from '../engine/simulation';
import { siteTable } from '../engine/site-table';
import { heldPromise } from './bindings';
import { EnvironmentPromise } from './environment-promise';
import { globals } from './globals';
import { hostAgent } from './host-agent';
import { LateCallback, microtaskOrLate, perhapsLate } from './late-callback';
import { isOfTheBody, looked } from './looked';
import { type MemberEntries, ownersFor } from './owners';
import { Timer } from './timer';
import type { TimerFunctions } from './timer-functions';

/** The test waits for some time or for a turn of the event loop: notes if it comes back while operations are still pending. */
function noting(callback: unknown): unknown {
  const { current: owner, answering } = hostAgent();
  if (simulation.mode === OUTSIDE || answering === 0 || typeof callback !== 'function' || owner === null)
    return callback;
  return (...args: unknown[]): void => {
    if (isOfTheBody(owner)) looked(owner.site);
    callback(...args);
  };
}

/** Whether an async function of environment code runs. It says itself when it goes on, and its end is an operation anyway. */
function inAsyncEnvironmentCode(): boolean {
  const { current } = simulation.agent;
  if (current === null || current.isEntry || current.kind === 'timer' || current.kind === 'immediate') return false;
  return siteTable.isEnvironment(current.site);
}

type AnyFunction = (...args: unknown[]) => unknown;

/** The entries of the runtime object that environment code sees otherwise. */
interface Own {
  readonly queueMicrotask: AnyFunction;
  readonly nextTick: AnyFunction;
  readonly setTimeout: AnyFunction;
  readonly setImmediate: AnyFunction;
  readonly clearImmediate: AnyFunction;
  readonly settersAt: TimerFunctions['settersAt'];
}

function settersOf(own: Own): TimerFunctions['settersAt'] {
  return {
    setInterval: own.settersAt.setInterval,
    setTimeout(site, callback, ...args) {
      const timer = own.settersAt.setTimeout(site, noting(callback), ...args);
      const { answering } = hostAgent();
      if (answering !== 0 && timer instanceof Timer && !inAsyncEnvironmentCode()) timer.standsForAnswer(answering);
      return timer;
    },
    setImmediate(site, callback, ...args) {
      const noted = noting(callback);
      return perhapsLate(noted, args, site, () => own.settersAt.setImmediate(site, noted, ...args));
    },
  };
}

/** Where the running code is, for calls whose place the plugin does not pass. */
const here = (): number => simulation.agent.current?.site ?? simulation.agent.site;

/** The functions that stand, in an iteration, for the controlled ones. */
function formsOf(setters: TimerFunctions['settersAt']): Record<string, AnyFunction> {
  return {
    queueMicrotask(callback) {
      microtaskOrLate(callback, [], here(), () => globals.queueMicrotask(callback));
    },
    nextTick(callback, ...args) {
      microtaskOrLate(callback, args, here(), () => globals.nextTick(callback, ...args));
    },
    setImmediate: (callback, ...args) => setters.setImmediate(here(), callback, ...args),
    setTimeout: Object.defineProperties(
      (callback: unknown, ...args: unknown[]) => setters.setTimeout(here(), callback, ...args),
      Object.getOwnPropertyDescriptors(globals.setTimeout),
    ),
    clearImmediate(immediate) {
      if (immediate instanceof LateCallback) immediate.cancel();
      else globals.clearImmediate(immediate);
    },
  };
}

function makeView<Runtime extends MemberEntries>(runtime: Runtime): Runtime {
  const own = runtime as unknown as Own;
  const setters = settersOf(own);
  const entries: PropertyDescriptorMap = {
    settersAt: { value: setters },
    Promise: { get: () => (simulation.mode === OUTSIDE ? heldPromise() : EnvironmentPromise) },
  };
  for (const [name, form] of Object.entries(formsOf(setters))) {
    const controlled: unknown = globals[name as keyof Own & keyof typeof globals];
    entries[name] = {
      get() {
        const held: unknown = own[name as keyof Own];
        return held === controlled && simulation.mode !== OUTSIDE ? form : held;
      },
    };
  }
  // It inherits the rest from a copy. In one object all that would be so much that V8 keeps it as a hash table, which costs a tenth of a
  // schedule; and the runtime itself becomes slow if it is a prototype.
  const rest = Object.defineProperties({}, Object.getOwnPropertyDescriptors(runtime));
  const view = Object.create(rest, entries) as Runtime;
  return Object.assign(view, ownersFor(view));
}

/** The runtime object as a file sees it: environment code gets its own globals. */
export function viewFor<Runtime extends MemberEntries>(runtime: Runtime, base: number): Runtime {
  if (!siteTable.isEnvironmentFile(base)) return runtime;
  const agent = hostAgent();
  agent.environmentView ??= makeView(runtime);
  return agent.environmentView as Runtime;
}

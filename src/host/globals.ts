// The controlled forms of Node's asynchronous globals. Inside an iteration they belong to the simulation, outside they are the
// realm's own.

import { CALLBACK, enqueue } from '../engine/job-queue';
import { nativeClearTimeout, nativeQueueMicrotask } from '../engine/natives';
import { OUTSIDE, simulation } from '../engine/simulation';
import { checkedCallback } from './callback';
import { ControlledDate, performanceNow, virtualTime } from './clock';
import { hostAgent } from './host-agent';
import { Immediate } from './immediates';
import { nativeRandom } from './randomness';
import { Timer } from './timer';

type Callback = (...args: never[]) => void;

const native = {
  setTimeout,
  setInterval,
  setImmediate: typeof setImmediate === 'function' ? setImmediate : undefined,
  clearImmediate: typeof clearImmediate === 'function' ? clearImmediate : undefined,
  nextTick: typeof process === 'object' ? process.nextTick : undefined,
  hrtime: typeof process === 'object' ? process.hrtime : undefined,
};

/** Makes a callback run on behalf of the strand that schedules it. */
function bound(callback: () => void): () => void {
  const { agent } = simulation;
  const { current, context } = agent;
  return () => {
    const previous = agent.current;
    agent.current = current;
    agent.context = context;
    try {
      callback();
    } finally {
      agent.current = previous;
    }
  };
}

/** Clears a virtual timer given the object or its number; anything else goes to the native function. */
function clearTimer(timer: unknown): void {
  const known = timer instanceof Timer ? timer : hostAgent().timers.find(timer);
  if (known === undefined) nativeClearTimeout(timer as never);
  else known.close();
}

function sinceStart(previous?: [number, number]): [number, number] {
  if (simulation.mode === OUTSIDE) return (native.hrtime as NodeJS.HRTime)(previous);
  const ms = virtualTime();
  let seconds = Math.floor(ms / 1000);
  let nanoseconds = Math.round((ms % 1000) * 1e6);
  if (previous !== undefined) {
    seconds -= previous[0];
    nanoseconds -= previous[1];
    if (nanoseconds < 0) {
      seconds--;
      nanoseconds += 1e9;
    }
  }
  return [seconds, nanoseconds];
}
/** `process.hrtime`. */
const hrtime = Object.assign(sinceStart, {
  bigint: (): bigint =>
    simulation.mode === OUTSIDE ? (native.hrtime as NodeJS.HRTime).bigint() : BigInt(Math.round(virtualTime() * 1e6)),
});
Object.defineProperty(hrtime, 'name', { value: 'hrtime', configurable: true });

/** The functions that set something, for a call at a site: the plugin passes the place of the call, by which reports name and strategies
 *  know a timer. */
export const settersAt = {
  setTimeout(site: number, callback: unknown, delay?: unknown, ...args: unknown[]): unknown {
    return simulation.mode === OUTSIDE
      ? (native.setTimeout as Function)(callback, delay, ...args)
      : hostAgent().timers.set(callback, delay, args, false, site);
  },
  setInterval(site: number, callback: unknown, delay?: unknown, ...args: unknown[]): unknown {
    return simulation.mode === OUTSIDE
      ? (native.setInterval as Function)(callback, delay, ...args)
      : hostAgent().timers.set(callback, delay, args, true, site);
  },
  setImmediate(site: number, callback: unknown, ...args: unknown[]): unknown {
    return simulation.mode === OUTSIDE
      ? (native.setImmediate as Function)(callback, ...args)
      : hostAgent().immediates.set(callback, args, site);
  },
};

export const globals = {
  setTimeout(callback: Callback, delay?: number, ...args: unknown[]): unknown {
    return settersAt.setTimeout(simulation.agent.site, callback, delay, ...args);
  },
  clearTimeout(timer: unknown): void {
    clearTimer(timer);
  },
  setInterval(callback: Callback, delay?: number, ...args: unknown[]): unknown {
    return settersAt.setInterval(simulation.agent.site, callback, delay, ...args);
  },
  clearInterval(timer: unknown): void {
    clearTimer(timer);
  },
  setImmediate(callback: Callback, ...args: unknown[]): unknown {
    return settersAt.setImmediate(simulation.agent.site, callback, ...args);
  },
  clearImmediate(immediate: unknown): void {
    if (immediate instanceof Immediate) immediate.clear();
    else native.clearImmediate?.(immediate as never);
  },
  queueMicrotask(callback: () => void): void {
    checkedCallback(callback);
    if (simulation.mode === OUTSIDE) nativeQueueMicrotask(callback);
    else enqueue(CALLBACK, bound(callback), undefined);
  },
  nextTick(callback: (...args: unknown[]) => void, ...args: unknown[]): void {
    checkedCallback(callback);
    if (simulation.mode === OUTSIDE) Reflect.apply(native.nextTick as Function, process, [callback, ...args]);
    else simulation.agent.ticks.push(bound(() => callback(...args)));
  },
  hrtime,
  random(): number {
    return simulation.mode === OUTSIDE ? nativeRandom() : hostAgent().randomness.random();
  },
  randomUUID(options?: unknown): string {
    return simulation.mode === OUTSIDE
      ? (crypto.randomUUID as Function).call(crypto, options)
      : hostAgent().randomness.uuid();
  },
  getRandomValues<T extends ArrayBufferView>(view: T): T {
    return simulation.mode === OUTSIDE
      ? (crypto.getRandomValues as Function).call(crypto, view)
      : hostAgent().randomness.fill(view);
  },
  Date: ControlledDate,
  performanceNow,
};

export { native as nativeGlobals };

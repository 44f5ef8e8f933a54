// The controlled forms of Node's asynchronous globals. Inside an iteration they belong to the simulated world, outside they are the
// realm's own.

import { ticks } from '../engine/job-runner';
import { CALLBACK, enqueue } from '../engine/jobs';
import { nativeQueueMicrotask } from '../engine/natives';
import { OUTSIDE, RUNNING, world } from '../engine/world';
import { checkedCallback } from './callback';
import { ControlledDate, performanceNow, virtualTime } from './clock';
import { clearVirtualImmediate, setVirtualImmediate } from './immediates';
import { fillRandom, nativeRandom, random, randomUUID } from './randomness';
import { clearTimer, setVirtualInterval, setVirtualTimeout } from './timers';

type Callback = (...args: never[]) => void;

const native = {
  setTimeout,
  setInterval,
  setImmediate: typeof setImmediate === 'function' ? setImmediate : undefined,
  clearImmediate: typeof clearImmediate === 'function' ? clearImmediate : undefined,
  nextTick: typeof process === 'object' ? process.nextTick : undefined,
  hrtime: typeof process === 'object' ? process.hrtime : undefined,
};

/** Keeps the strand that schedules a callback as the one on whose behalf it runs. */
function bound(callback: () => void): () => void {
  const strand = world.current;
  const { context } = world;
  return () => {
    const previous = world.current;
    world.current = strand;
    world.context = context;
    try {
      callback();
    } finally {
      world.current = previous;
    }
  };
}

function hrtime(previous?: [number, number]): [number, number] {
  if (world.mode === OUTSIDE) return (native.hrtime as NodeJS.HRTime)(previous);
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
hrtime.bigint = (): bigint =>
  world.mode === OUTSIDE ? (native.hrtime as NodeJS.HRTime).bigint() : BigInt(Math.round(virtualTime() * 1e6));

export const globals = {
  setTimeout(callback: Callback, delay?: number, ...args: unknown[]): unknown {
    return world.mode === OUTSIDE
      ? (native.setTimeout as Function)(callback, delay, ...args)
      : setVirtualTimeout(callback, delay, args);
  },
  clearTimeout(timer: unknown): void {
    clearTimer(timer);
  },
  setInterval(callback: Callback, delay?: number, ...args: unknown[]): unknown {
    return world.mode === OUTSIDE
      ? (native.setInterval as Function)(callback, delay, ...args)
      : setVirtualInterval(callback, delay, args);
  },
  clearInterval(timer: unknown): void {
    clearTimer(timer);
  },
  setImmediate(callback: Callback, ...args: unknown[]): unknown {
    return world.mode === OUTSIDE
      ? (native.setImmediate as Function)(callback, ...args)
      : setVirtualImmediate(callback, args);
  },
  clearImmediate(immediate: unknown): void {
    if (!clearVirtualImmediate(immediate)) native.clearImmediate?.(immediate as never);
  },
  queueMicrotask(callback: () => void): void {
    checkedCallback(callback);
    if (world.mode === OUTSIDE) nativeQueueMicrotask(callback);
    else enqueue(CALLBACK, bound(callback), undefined);
  },
  nextTick(callback: (...args: unknown[]) => void, ...args: unknown[]): void {
    checkedCallback(callback);
    if (world.mode === OUTSIDE) Reflect.apply(native.nextTick as Function, process, [callback, ...args]);
    else {
      ticks.push({ callback: bound(() => callback(...args)), args: [] });
      if (world.mode !== RUNNING) world.wake();
    }
  },
  hrtime,
  random(): number {
    return world.mode === OUTSIDE ? nativeRandom() : random();
  },
  randomUUID(options?: unknown): string {
    return world.mode === OUTSIDE ? (crypto.randomUUID as Function).call(crypto, options) : randomUUID();
  },
  getRandomValues<T extends ArrayBufferView>(view: T): T {
    return world.mode === OUTSIDE ? (crypto.getRandomValues as Function).call(crypto, view) : fillRandom(view);
  },
  Date: ControlledDate,
  performanceNow,
};

export { native as nativeGlobals };

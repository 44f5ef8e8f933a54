// The controlled forms of Node's asynchronous globals. Inside an iteration they belong to the simulation, outside they are the
// realm's own.

import { callBackAlone } from '../engine/deep/drive';
import { CALLBACK, enqueue } from '../engine/job-queue';
import { nativeQueueMicrotask } from '../engine/natives';
import { OUTSIDE, simulation } from '../engine/simulation';
import { standFor } from '../engine/stand-ins';
import { checkedCallback } from './callback';
import { ControlledDate, virtualTime } from './clock';
import { controlledCrypto } from './crypto';
import { hostAgent } from './host-agent';
import { controlledNavigator, nativeNavigator } from './locks/navigator';
import {
  ControlledBroadcastChannel,
  ControlledMessageChannel,
  ControlledMessageEvent,
  controlledStructuredClone,
  nativeMessageEvent,
  nativeStructuredClone,
} from './messages';
import { nativeRandom } from './randomness';
import { cryptoObject } from './realm-objects';
import { controlledAtomics, nativeAtomics } from './shared/atomics';
import { timerFunctions, timersOf } from './timer-functions';
import { ControlledWeakRef, NativeWeakRef } from './weak-references';

type AnyFunction = (...args: unknown[]) => unknown;

const native = {
  ...timersOf(globalThis),
  queueMicrotask: nativeQueueMicrotask,
  nextTick: typeof process === 'object' ? process.nextTick : undefined,
  hrtime: typeof process === 'object' ? process.hrtime : undefined,
  MessageChannel: (globalThis as Partial<typeof globalThis>).MessageChannel,
  BroadcastChannel: (globalThis as Partial<typeof globalThis>).BroadcastChannel,
  MessageEvent: nativeMessageEvent,
  structuredClone: nativeStructuredClone,
  uptime: typeof process === 'object' ? process.uptime : undefined,
  crypto: cryptoObject,
  navigator: nativeNavigator,
  WeakRef: NativeWeakRef,
  Atomics: nativeAtomics,
};

/** Makes a callback run on behalf of the strand that schedules it. */
function bound(callback: AnyFunction, args: readonly unknown[]): () => void {
  const { agent } = simulation;
  const { current, context } = agent;
  return () => {
    const previous = agent.current;
    agent.current = current;
    agent.context = context;
    callBackAlone(callback, args);
    agent.current = previous;
  };
}

const hrtime = (previous?: [number, number]): [number, number] => {
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
};

const { settersAt, ...timers } = timerFunctions(native);

export { settersAt };

export const globals = {
  ...timers,
  queueMicrotask: standFor((...args: unknown[]): void => {
    if (simulation.mode === OUTSIDE) Reflect.apply(nativeQueueMicrotask, undefined, args as [() => void]);
    else enqueue(CALLBACK, bound(checkedCallback(args[0]) as AnyFunction, []), undefined);
  }, native.queueMicrotask),
  nextTick: standFor((...args: unknown[]): void => {
    if (simulation.mode === OUTSIDE) Reflect.apply(native.nextTick as AnyFunction, process, args);
    else {
      const [first, ...rest] = args;
      const callback = checkedCallback(first);
      simulation.agent.ticks.push(bound(callback as AnyFunction, rest));
    }
  }, native.nextTick),
  /** `process.uptime`: seconds. */
  uptime: standFor(
    (): number => (simulation.mode === OUTSIDE ? (native.uptime as () => number)() : virtualTime() / 1000),
    native.uptime,
  ),
  /** `process.hrtime`. */
  hrtime: Object.assign(standFor(hrtime, native.hrtime), {
    bigint: (): bigint =>
      simulation.mode === OUTSIDE ? (native.hrtime as NodeJS.HRTime).bigint() : BigInt(Math.round(virtualTime() * 1e6)),
  }),
  random: standFor(
    (): number => (simulation.mode === OUTSIDE ? nativeRandom() : hostAgent().randomness.random()),
    nativeRandom,
  ),
  crypto: controlledCrypto,
  navigator: controlledNavigator,
  WeakRef: ControlledWeakRef,
  Atomics: controlledAtomics,
  Date: ControlledDate,
  MessageChannel: ControlledMessageChannel,
  BroadcastChannel: ControlledBroadcastChannel,
  MessageEvent: ControlledMessageEvent,
  structuredClone: controlledStructuredClone,
};

export { native as nativeGlobals };

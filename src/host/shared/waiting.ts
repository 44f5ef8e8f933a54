// `Atomics.wait`, `notify` and `waitAsync` (ECMAScript 25.4.3): a list of waiters for each place in shared memory, first in, first out. Who waits blocks
// its agent in the middle of a step; who waits asynchronously gets an event.

import type { Agent } from '../../engine/agent';
import { atomically } from '../../engine/deep/drive';
import type { Body } from '../../engine/deep/enter';
import { lastNotification, lastWrite, type MemoryUse, memoryName } from '../../engine/deep/memory-record';
import { announce, elements, type MemoryTouch, sharedOf } from '../../engine/deep/shared-access';
import { apply, INFINITE, isNaN, max, NativeNumber, trunc, types } from '../../engine/natives';
import { adopt, number } from '../../engine/pending';
import { newPromise, resolvePromise } from '../../engine/promise';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { siteTable } from '../../engine/site-table';
import { hostAgent } from '../host-agent';
import { type Answer, Woken } from './async-waits';

type Method = (...args: unknown[]) => unknown;

class Waiter {
  answer: Answer | null = null;

  constructor(
    readonly agent: Agent,
    /** Called when it is notified; nothing for one that blocks. */
    readonly wake: () => void = () => {},
  ) {}
}

/** Those who wait at a place, first in, first out. */
function waitersAt({ buffer, start }: MemoryTouch): Waiter[] {
  const { waiters } = simulation.deep;
  const key = `${buffer.number}:${start}`;
  let list = waiters.get(key) as Waiter[] | undefined;
  if (list === undefined) waiters.set(key, (list = []));
  return list;
}

const LOOKS = { reads: true, writes: false, atomic: true };
/** Touches no memory, but comes before or after each wait. */
const NOTIFIES = { reads: false, writes: false, atomic: true };

interface Wait {
  readonly touch: MemoryTouch;
  readonly array: Int32Array | BigInt64Array;
  readonly index: number;
  readonly value: number | bigint;
  /** ms; infinite if it has none. */
  readonly timeout: number;
}

/** What a call of `wait` asks for; null where it has to be the native one, which throws. */
function parse(args: readonly unknown[]): Wait | null {
  const [array, index, value, timeout] = args;
  if (!(types.isInt32Array(array) || types.isBigInt64Array(array)) || sharedOf(array) === null) return null;
  const at = trunc(NativeNumber(index ?? 0)) || 0;
  const touch = at >= 0 ? elements(array, at, at + 1, LOOKS) : null;
  if (touch === null) return null;
  const own = types.isInt32Array(array) ? NativeNumber(value) | 0 : BigInt.asIntN(64, BigInt(value as bigint));
  const ms = timeout === undefined ? INFINITE : NativeNumber(timeout);
  return { touch, array, index: at, value: own, timeout: isNaN(ms) ? INFINITE : max(ms, 0) };
}

/** What somebody waits for who waits at a place: which one it is, what is there now, and who has written it last, if that was seen. */
function place(wait: Wait, site: number): string {
  const { touch, array, index } = wait;
  const { buffer, start } = touch;
  const byte = `byte ${start} of shared buffer ${buffer.number}`;
  const name = memoryName(touch, site);
  const shown = name.startsWith('bytes ') ? byte : `\`${name}\` (${byte})`;
  const known = `${by('write', lastWrite(touch))}${by('notification', lastNotification(touch))}`;
  return `a notification of ${shown}${at(site)}, which is ${String(array[index])}${known}`;
}

function by(what: string, use: MemoryUse | undefined): string {
  if (use === undefined) return '';
  return `; the last ${what} seen there is by ${use.agent}${use.task === '' ? '' : `, task ${use.task}`}${use.site === -1 ? '' : ','}${at(use.site)}`;
}

function at(site: number): string {
  const { file, line } = siteTable.site(site) ?? {};
  return file === undefined ? '' : ` at ${file}:${line}`;
}

/** `Atomics.wait` of deep code. */
export function waiting(args: readonly unknown[], site: number): Body | null {
  if (simulation.mode === OUTSIDE) return null;
  const wait = parse(args);
  return wait && blocking(wait, site);
}

function* blocking(wait: Wait, site: number): Body {
  const { touch, array, index, value, timeout } = wait;
  if (announce({ site, touch })) yield simulation.deep;
  simulation.deep.listener?.critical(touch);
  if (array[index] !== value) return 'not-equal';
  if (timeout === 0) return 'timed-out';
  const waiter = new Waiter(simulation.agent);
  const list = waitersAt(touch);
  list.push(waiter);
  announce({
    site,
    touch: null,
    isEnabled: () => waiter.answer === 'ok',
    due: timeout === INFINITE ? undefined : simulation.time + timeout,
    begins(timedOut) {
      simulation.deep.listener?.critical(touch);
      if (!timedOut) return;
      waiter.answer = 'timed-out';
      remove(list, waiter);
    },
    waitsFor: () => place(wait, site),
  });
  yield simulation.deep;
  return waiter.answer;
}

function remove(list: Waiter[], waiter: Waiter): void {
  const at = list.indexOf(waiter);
  if (at >= 0) list.splice(at, 1);
}

/** `Atomics.wait` in code that cannot stop: it may only look. */
export function syncWait(native: Method, args: readonly unknown[], site: number): unknown {
  const body = waiting(args, site);
  return body === null ? apply(native, Atomics, args as unknown[]) : atomically(body);
}

/** `Atomics.notify` */
export function notifying(args: readonly unknown[], site: number): Body | null {
  if (simulation.mode === OUTSIDE) return null;
  const [array, index, count] = args;
  if (!(types.isInt32Array(array) || types.isBigInt64Array(array)) || sharedOf(array) === null) return null;
  const at = trunc(NativeNumber(index ?? 0)) || 0;
  const touch = at >= 0 ? elements(array, at, at + 1, NOTIFIES) : null;
  return touch && waking(touch, count, site);
}

function* waking(touch: MemoryTouch, count: unknown, site: number): Body {
  const most = count === undefined ? INFINITE : max(trunc(NativeNumber(count)) || 0, 0);
  if (announce({ site, touch })) yield simulation.deep;
  simulation.deep.listener?.critical(touch);
  const woken = waitersAt(touch).splice(0, most);
  for (const waiter of woken) {
    waiter.answer = 'ok';
    simulation.rouse(waiter.agent);
    waiter.wake();
  }
  return woken.length;
}

/** `Atomics.waitAsync` */
export function waitAsynchronously(args: readonly unknown[], site: number): Body | null {
  if (simulation.mode === OUTSIDE) return null;
  const wait = parse(args);
  return wait && promising(wait, site);
}

function* promising({ touch, array, index, value, timeout }: Wait, site: number): Body {
  if (announce({ site, touch })) yield simulation.deep;
  simulation.deep.listener?.critical(touch);
  if (array[index] !== value) return { async: false, value: 'not-equal' };
  if (timeout === 0) return { async: false, value: 'timed-out' };
  const agent = hostAgent();
  const { waits, sources } = agent;
  const promise = newPromise();
  const list = waitersAt(touch);
  const woken = new Woken(waits, site, (answer) => {
    timer?.close();
    resolvePromise(promise, answer);
  });
  adopt(woken);
  const waiter = new Waiter(agent, () => {
    number(woken);
    waits.notified.push(woken);
    sources.activate(waits);
  });
  list.push(waiter);
  const expire = () => {
    if (waiter.answer !== null) return;
    waiter.answer = 'timed-out';
    remove(list, waiter);
    resolvePromise(promise, 'timed-out');
  };
  const timer = timeout === INFINITE ? null : agent.timers.set(expire, timeout, [], false, site);
  return { async: true, value: promise };
}

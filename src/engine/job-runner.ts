// Runs jobs: one at a time on the native microtask queue outside an iteration, all of them (with the nextTick queue) inside one.

import type { Agent } from './agent';
import { subscribeNative } from './arrivals';
import { callBack } from './deep/drive';
import { decideFresh } from './fork';
import { CALLBACK, REACT, REACT_THROW, RESUME, RESUME_THROW, THENABLE } from './job-queue';
import { isNativePromise } from './native-types';
import { apply, NativePromise, nativeThen } from './natives';
import { isControlled, resolvingFunctions } from './promise';
import type { Capability } from './promise-capability';
import { type Resumable, resume } from './resumable';
import { OUTSIDE, simulation } from './simulation';
import { uncaught } from './uncaught';
import type { ThenableJob, Waiter } from './waiter';

const settled = NativePromise.resolve();

function runJob(kind: number, subject: unknown, argument: unknown): void {
  switch (kind) {
    case RESUME:
    case RESUME_THROW:
      simulation.agent.context = (subject as Resumable).context;
      resume(subject as Resumable, argument, kind === RESUME_THROW);
      return;
    case REACT:
      (subject as Waiter).react(argument, false);
      return;
    case REACT_THROW:
      (subject as Waiter).react(argument, true);
      return;
    case THENABLE:
      assimilate(subject as ThenableJob);
      return;
    case CALLBACK:
      runCallback(subject as () => void);
  }
}

/** NewPromiseResolveThenableJob. Native promises are waited for as something outside. */
function assimilate({ target, thenable, then, context, strand }: ThenableJob): void {
  const { resolve, reject } = typeof target === 'function' ? onceOnly(target) : resolvingFunctions(target);
  const { agent } = simulation;
  agent.context = context;
  const previous = agent.current;
  agent.current = strand;
  try {
    if (!isControlled(thenable) && isNativePromise(thenable)) subscribeNative(thenable, agent.site, resolve, reject);
    else
      callBack(then as () => unknown, thenable, [resolve, reject], (error, threw) => {
        if (threw) reject(error);
      });
  } catch (error) {
    reject(error);
  }
  agent.current = previous;
}

function onceOnly(settled: (value: unknown, threw: boolean) => void): Omit<Capability, 'promise'> {
  let already = false;
  const settle = (value: unknown, threw: boolean) => {
    if (already) return;
    already = true;
    settled(value, threw);
  };
  return { resolve: (value) => settle(value, false), reject: (reason) => settle(reason, true) };
}

function runCallback(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    uncaught(error);
  }
}

/** Runs one job of the agent, outside an iteration. */
function runOne(): void {
  const { agent } = simulation;
  const { jobs } = agent;
  if (simulation.mode !== OUTSIDE || jobs.empty) return;
  const { slots, head } = jobs;
  const kind = slots[head] as number;
  const subject = slots[head + 1];
  const argument = slots[head + 2];
  slots[head + 1] = slots[head + 2] = undefined;
  jobs.head = head + 3;
  runJob(kind, subject, argument);
  agent.context = null;
}

/** Puts a turn that runs one job on the native microtask queue: what an agent is made with. */
export function runOutside(): void {
  apply(nativeThen, settled, [runOne]);
}

/**
 * The microtask checkpoint inside an iteration: nextTick queue and promise jobs until both are empty, as Node's
 * processTicksAndRejections does. It ends early if the agent stops in the middle of a job.
 * @param limit most jobs to run: more is an endless chain of microtasks
 * @returns false if the limit was reached
 */
export function drain(agent: Agent, limit: number): boolean {
  let budget = limit;
  const { fresh, jobs } = agent;
  const { callbacks } = agent.ticks;
  if (fresh.length !== 0) decideFresh(fresh);
  if (agent.stopped !== null) return true;
  do {
    for (let i = 0; i < callbacks.length; i++) {
      runCallback(callbacks[i] as () => void);
      if (fresh.length !== 0) decideFresh(fresh);
      if (simulation.failure !== null || agent.stopped !== null) {
        callbacks.splice(0, i + 1);
        return true;
      }
      if (--budget < 0) return false;
    }
    if (callbacks.length !== 0) callbacks.length = 0;
    while (jobs.head !== jobs.tail) {
      const { slots, head } = jobs;
      jobs.head = head + 3;
      const kind = slots[head] as number;
      if (kind === RESUME) {
        const coroutine = slots[head + 1] as Resumable;
        agent.context = coroutine.context;
        resume(coroutine, slots[head + 2], false);
      } else runJob(kind, slots[head + 1], slots[head + 2]);
      if (fresh.length !== 0) decideFresh(fresh);
      if (agent.stopped !== null) return true;
      if (--budget < 0) return false;
    }
    if (simulation.failure !== null) return true;
  } while (callbacks.length !== 0);
  agent.context = null;
  return true;
}

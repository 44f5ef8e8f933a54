// Runs jobs: one at a time on the native microtask queue outside an iteration, all of them (with the nextTick queue) inside one.

import { type Resumable, resume } from './coroutine';
import { decideFresh } from './fork';
import { CALLBACK, jobs, REACT, REACT_THROW, RESUME, RESUME_THROW, THENABLE } from './jobs';
import { subscribeNative } from './native-wait';
import { apply, isNativePromise, NativePromise, nativeThen } from './natives';
import { isControlled, type Reacting, resolvingFunctions, type ThenableJob } from './promise';
import { fail, OUTSIDE, world } from './world';

const settled = NativePromise.resolve();

/** nextTick callbacks, in order; filled by the host. */
export const ticks: { callback: (...args: unknown[]) => void; args: unknown[] }[] = [];

function runJob(kind: number, subject: unknown, argument: unknown): void {
  switch (kind) {
    case RESUME:
      world.context = (subject as Resumable).context;
      resume(subject as Resumable, argument, false);
      return;
    case RESUME_THROW:
      world.context = (subject as Resumable).context;
      resume(subject as Resumable, argument, true);
      return;
    case REACT:
      (subject as Reacting).react(argument, false);
      return;
    case REACT_THROW:
      (subject as Reacting).react(argument, true);
      return;
    case THENABLE:
      assimilate(subject as ThenableJob);
      return;
    case CALLBACK:
      runCallback(subject as () => void);
  }
}

/** NewPromiseResolveThenableJob. Native promises are waited for as something outside. */
function assimilate(job: ThenableJob): void {
  const { resolve, reject } = resolvingFunctions(job.promise);
  const thenable = job.thenable;
  world.context = job.context;
  const previous = world.current;
  world.current = job.strand;
  try {
    if (!isControlled(thenable) && isNativePromise(thenable)) subscribeNative(thenable, world.site, resolve, reject);
    else apply(job.then, thenable, [resolve, reject]);
  } catch (error) {
    reject(error);
  }
  world.current = previous;
}

function runCallback(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    uncaught(error);
  }
}

/** An error that nobody can catch: a bug inside an iteration, the host's business outside. */
export function uncaught(error: unknown): void {
  if (world.mode === OUTSIDE) {
    nativeThrow(error);
    return;
  }
  fail({ kind: 'uncaught-exception', error, task: '', site: world.site, waiting: [] });
}

function nativeThrow(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

/** Runs one job; what `scheduleOutside` puts on the native queue. */
function runOne(): void {
  if (world.mode !== OUTSIDE || jobs.empty) return;
  const { slots, head } = jobs;
  const kind = slots[head] as number;
  const subject = slots[head + 1];
  const argument = slots[head + 2];
  slots[head + 1] = slots[head + 2] = undefined;
  jobs.head = head + 3;
  runJob(kind, subject, argument);
  world.context = null;
}

jobs.scheduleOutside = () => {
  apply(nativeThen, settled, [runOne]);
};

/**
 * The microtask checkpoint inside an iteration: nextTick queue and promise jobs until both are empty, as Node's
 * processTicksAndRejections does.
 * @param limit most jobs to run: more is an endless chain of microtasks
 * @returns false if the limit was reached
 */
export function drain(limit: number): boolean {
  let budget = limit;
  const { fresh } = world;
  if (fresh.length !== 0) decideFresh();
  do {
    for (let i = 0; i < ticks.length; i++) {
      const { callback, args } = ticks[i] as (typeof ticks)[number];
      try {
        callback(...args);
      } catch (error) {
        uncaught(error);
      }
      if (fresh.length !== 0) decideFresh();
      if (world.failure !== null) return true;
      if (--budget < 0) return false;
    }
    if (ticks.length !== 0) ticks.length = 0;
    while (jobs.head !== jobs.tail) {
      const { slots, head } = jobs;
      jobs.head = head + 3;
      const kind = slots[head] as number;
      if (kind === RESUME) {
        const coroutine = slots[head + 1] as Resumable;
        world.context = coroutine.context;
        resume(coroutine, slots[head + 2], false);
      } else runJob(kind, slots[head + 1], slots[head + 2]);
      if (fresh.length !== 0) decideFresh();
      if (--budget < 0) return false;
    }
    if (world.failure !== null) return true;
  } while (ticks.length !== 0);
  world.context = null;
  return true;
}

// The clock of an iteration in the hands of the test: what fake timers are inside a schedule. Virtual time stands still until the test moves it;
// the timers are the same. `advance` fires them one after the other, as fake timers do. `advanceLater` lets time go on for so long: timers race
// with what is late.

import { decideFresh } from '../engine/fork';
import { enqueue, RESUME, RESUME_THROW } from '../engine/job-queue';
import { takePending } from '../engine/pending';
import { type ControlledPromise, newPromise, resolvePromise, subscribe } from '../engine/promise';
import { Resumable } from '../engine/resumable';
import { simulation } from '../engine/simulation';
import type { Strand } from '../engine/strand';
import { ControlledDate } from './clock';
import { EPOCH } from './epoch';
import { globals } from './globals';
import { hostAgent } from './host-agent';
import { isOfTheBody, looked } from './looked';
import type { Timer } from './timer';
import type { Timers } from './timers';

/** Most timers that one call fires: an interval never comes to an end. */
const MOST_TIMERS = 100_000;

function timers(): Timers {
  return hostAgent().timers;
}

/** Runs an event in the middle of the code that has called for it. */
function runNow(strand: Strand): void {
  const { agent } = simulation;
  const { current, context } = agent;
  if (agent.fresh.length !== 0) decideFresh(agent.fresh);
  agent.current = strand;
  agent.context = strand.context;
  strand.fire();
  agent.current = current;
  agent.context = context;
}

/** The first timer that is due by then. Before a deadline of the test, what is late completes: by then it has. */
function firstBy(time: number): Timer | null {
  let timer = timers().earliest();
  if (timer?.givesUp && timer.deadline <= time && simulation.pending.length > 0) {
    completeAll();
    timer = timers().earliest();
  }
  return timer !== null && timer.deadline <= time ? timer : null;
}

function completeAll(): void {
  while (simulation.pending.length > 0) {
    const [first] = simulation.pending as [Strand];
    takePending(0);
    // Code that waits goes on behind the code that moves the time.
    if (first instanceof Resumable && !first.ending) enqueue(first.threw ? RESUME_THROW : RESUME, first, first.value);
    else runNow(first);
  }
}

/** Fires what `next` finds until it finds nothing. */
function fireAll(next: () => Strand | null): void {
  for (let fired = 0; ; fired++) {
    const strand = next();
    if (strand === null) return;
    if (fired === MOST_TIMERS)
      throw new Error(
        `${MOST_TIMERS} timers have fired, and there are more: an interval, or a time-out that sets itself again?`,
      );
    runNow(strand);
  }
}

/** A promise that the test waits for until time has passed. */
function waitOfTheTest(): { readonly promise: ControlledPromise<unknown>; over(): void } {
  const promise = newPromise();
  const owner = simulation.agent.current;
  const over = () => {
    if (isOfTheBody(owner)) looked(owner.site);
    resolvePromise(promise, undefined);
  };
  return { promise, over };
}

function moveTo(time: number): void {
  if (simulation.time < time) simulation.time = time;
  timers().until = simulation.time;
}

/** Calls `then` when nothing but timers is left to run. */
function whenIdle(then: () => void): void {
  subscribe(hostAgent().idle.wait(), { isCoroutine: false, react: then });
}

export const manualClock = {
  /** Time stands still. Libraries that look for fake timers find some. */
  take(): void {
    timers().until = simulation.time;
    Object.defineProperty(globals.setTimeout, 'clock', { value: manualClock, configurable: true });
    hostAgent().release = manualClock.release;
  },
  /** Time goes on by itself. */
  release(): void {
    timers().until = Number.POSITIVE_INFINITY;
    delete (globals.setTimeout as { clock?: unknown }).clock;
    hostAgent().release = null;
  },
  /** Fires the timers of the next `ms` milliseconds, and immediates, at once. */
  advance(ms: number): void {
    const target = simulation.time + ms;
    // A time-out of 0 is one of 1 in Node, and of 0 for fake timers.
    fireAll(() => hostAgent().immediates.next() ?? firstBy(ms === 0 ? target + 1 : target));
    moveTo(target);
  },
  /** Lets `ms` milliseconds pass. */
  advanceLater(ms: number): ControlledPromise<unknown> {
    const target = simulation.time + ms;
    timers().until = Math.max(timers().until, target);
    const { promise, over } = waitOfTheTest();
    const done = () => {
      // What the timers before it have set for the same time comes first.
      if (firstBy(target) !== null) end?.comeLast();
      else over();
    };
    const end = ms >= 1 ? timers().set(done, ms, [], false, -1) : null;
    if (end === null) hostAgent().immediates.set(over, [], -1);
    return promise;
  },
  /** Fires timers, and those that they set, until there are none. */
  runAll(): void {
    fireAll(() => hostAgent().immediates.next() ?? firstBy(Number.POSITIVE_INFINITY));
    moveTo(simulation.time);
  },
  /** Fires the timers that there are now. */
  runPending(): void {
    const pending = new Set(timers().heap.all);
    fireAll(() => hostAgent().immediates.next() ?? earliestOf(pending));
    moveTo(simulation.time);
  },
  /** Goes to the next timer and fires it, `steps` times. */
  next(steps: number): void {
    let left = steps;
    fireAll(() => (left-- > 0 ? firstBy(Number.POSITIVE_INFINITY) : null));
    moveTo(simulation.time);
  },
  /** Calls `fire` when nothing but timers is left to run, again and again as long as it says that there is more to come. */
  later(fire: () => boolean): ControlledPromise<unknown> {
    const { promise, over } = waitOfTheTest();
    const turn = () => {
      if (fire()) whenIdle(turn);
      else over();
    };
    whenIdle(turn);
    return promise;
  },
  clear(): void {
    for (const timer of [...timers().heap.all]) timer.close();
  },
  /** What `Date.now()` says. */
  now: (): number => ControlledDate.now(),
  /** Number of timers that are set. */
  get count(): number {
    return timers().heap.all.length;
  },
  /** What `Date.now()` says from here on, as time goes on. */
  setSystemTime(now: number): void {
    hostAgent().clockReads.shift = now - EPOCH - simulation.time;
  },
};

function earliestOf(pending: Set<Timer>): Timer | null {
  let first: Timer | null = null;
  for (const timer of pending)
    if (
      timer.active &&
      (first === null ||
        timer.deadline < first.deadline ||
        (timer.deadline === first.deadline && timer.sequence < first.sequence))
    )
      first = timer;
  if (first !== null) pending.delete(first);
  return first;
}

// The controller of one iteration: one synchronous loop that drains the job queues, collects the enabled operations, asks the
// strategy, and runs the chosen one. It leaves the loop only for what is outside control, and then waits for the real event loop.

import { conflicts } from './access';
import type { AsyncContext } from './async-context';
import type { DecisionMaker } from './decision-maker';
import { decisionLog, NATIVE, noteDecision, PICK } from './decisions';
import { drain, ticks } from './job-runner';
import { jobs } from './jobs';
import { arrivals, giveUpWaiting, outstandingWaits, resetArrivals, subscribeNative } from './native-wait';
import { INFINITE, NativePromise, nativeClearTimeout, nativeSetImmediate, nativeSetTimeout } from './natives';
import type { FailureKind, IterationOutcome, WaitingTask } from './outcome';
import { isControlled, markHandled, originOf, PENDING, REJECTED, rejected, stateOf, valueOf } from './promise';
import { renderValue } from './record';
import { takeUnhandled } from './rejections';
import { Strand } from './strand';
import { Task } from './task';
import { tracking } from './tracking';
import { withoutStack } from './without-stack';
import { fail, OUTSIDE, PARKED, RUNNING, world } from './world';

export interface IterationConfig {
  readonly strategy: DecisionMaker;
  readonly maxSteps: number;
  /** The model `await`: every await may be slow. */
  readonly everyAwaitMayBeSlow: boolean;
  /** Of these, only the awaits of the project's own code. */
  readonly onlyOwnAwaits: boolean;
  /** Longest virtual latency of an environment operation, ms. */
  readonly maxLatency: number;
  /** Record events. */
  readonly record: boolean;
  /** Longest real time to wait for something outside, ms. */
  readonly uncontrolledTimeout: number;
  /** Longest real time of a synchronous loop, ms. */
  readonly syncTimeout: number;
}

/** What the host adds to the loop: its timers and immediates as operations. Filled in by `src/host`. */
export interface HostQueues {
  /** A new iteration begins: forget everything. */
  reset(): void;
  /** The earliest timer, or null. */
  earliestTimer(): (Strand & { readonly deadline: number }) | null;
  /** The check phase as an operation, or null if no immediate is queued. */
  immediate(): Strand | null;
  /** An immediate of the running check phase that must run before anything else, or null. */
  continuation(): Strand | null;
  /** A timer may not run now (an I/O callback has queued an immediate). */
  timersBlocked(): boolean;
  /** Resolves the promises of `idle()`; false if there are none. */
  wakeIdle(): boolean;
  /** Something that this process started since the exploration began is alive outside (sockets, files, children). */
  outsideAlive(): boolean;
}

export const host: { queues: HostQueues } = { queues: null as unknown as HostQueues };

/** Most jobs in one microtask checkpoint; more is an endless chain of microtasks. */
const MAX_JOBS = 1_000_000;

/** Real ms between two looks whether something outside is still alive. */
const POLL = 5;

const FINISHED = 0;
const WAIT = 1;

let config: IterationConfig;
let outerContext: AsyncContext | null = null;
let result: unknown;

const BODY = { name: 'test body' };

/** Strand and task of the body. */
function enterRoot(): void {
  const task = new Task(0, null, 0, -1, BODY);
  const strand = new Strand(null, world.generation, -1);
  strand.task = task;
  world.tasks = 1;
  world.rootTask = task;
  world.rootStrand = strand;
  world.current = strand;
}

/** @throws Error if an iteration is running */
export function refuseNesting(): void {
  if (world.mode !== OUTSIDE)
    throw new Error('An iteration is already running: explore(), run() and ctest bodies cannot be nested.');
}

function begin(next: IterationConfig): void {
  refuseNesting();
  config = next;
  world.generation++;
  world.mode = RUNNING;
  world.everyAwaitMayBeSlow = next.everyAwaitMayBeSlow;
  world.onlyOwnAwaits = next.onlyOwnAwaits;
  world.strategy = next.strategy;
  world.syncTimeout = next.syncTimeout;
  world.site = -1;
  world.time = world.steps = world.choices = world.picks = world.sequence = world.outside = 0;
  world.stepKind = null;
  world.stepSite = -1;
  world.hostActive = false;
  outerContext = world.context;
  world.context = null;
  world.throwSite = -1;
  world.events = next.record ? [] : null;
  world.suspended = next.record ? new Set() : null;
  if (world.uncontrolled.size !== 0) world.uncontrolled = new Map();
  decisionLog.reset();
  enterRoot();
}

/**
 * Runs one schedule of `body`.
 * @returns the outcome; a native promise of it where the body waited for something outside the controller
 */
export function runIteration(body: () => unknown, next: IterationConfig): IterationOutcome | Promise<IterationOutcome> {
  begin(next);
  try {
    world.entering = true;
    result = body();
    if (isControlled(result)) {
      markHandled(result);
      // The body's own coroutine is the root task.
      const origin = originOf(result);
      if (origin !== null && origin.task === null) origin.inherits = true;
    } else if (isThenable(result)) adoptForeign(result);
  } catch (error) {
    fail({ kind: 'error', error, task: '0', site: world.site, waiting: [] });
  }
  world.entering = false;
  world.current = null;
  world.context = null;
  try {
    return loop() === FINISHED ? finish() : driveOutside();
  } catch (error) {
    abandon();
    throw error;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** The body returned a promise that is not ours: it was not instrumented, or came from a native function. */
function adoptForeign(promise: PromiseLike<unknown>): void {
  const settled = { done: false };
  foreign = settled;
  const site = -1;
  subscribeNative(
    promise,
    site,
    () => {
      settled.done = true;
    },
    (error) => {
      settled.done = true;
      fail({ kind: 'error', error, task: '0', site, waiting: [] });
    },
  );
}

let foreign: { done: boolean } | null = null;

function bodyIsOver(): boolean {
  if (foreign !== null) return foreign.done;
  if (!isControlled(result)) return true;
  const state = stateOf(result);
  if (state === PENDING) return false;
  if (state === REJECTED)
    fail({ kind: 'error', error: valueOf(result), task: '0', site: world.throwSite, waiting: [] });
  return true;
}

/** The loop. Returns WAIT where only something outside can make progress. */
function loop(): number {
  const { queues } = host;
  const { pending } = world;
  const { strategy, maxSteps } = config;
  for (;;) {
    if (!drain(MAX_JOBS)) {
      fail(verdict('step-bound', endlessMicrotasks(), world.site));
      return FINISHED;
    }
    if (world.strategyError !== null) throw world.strategyError.error;
    if (world.failure !== null) return FINISHED;
    if (rejected.length !== 0) {
      const unhandled = takeUnhandled();
      if (unhandled !== null) {
        if (isControlled(result) && stateOf(result) === REJECTED) bodyIsOver();
        fail({ kind: 'unhandled-rejection', error: unhandled.reason, task: '', site: world.site, waiting: [] });
        return FINISHED;
      }
    }
    if (bodyIsOver()) return FINISHED;

    let chosen = world.hostActive ? queues.continuation() : null;
    if (chosen === null) {
      if (arrivals.length !== 0) {
        takeArrival();
        continue;
      }
      const late = pending.length;
      const immediate = world.hostActive ? queues.immediate() : null;
      if (immediate !== null) pending.push(immediate);
      // What is outside comes before timers: a real completion is not raced against virtual time.
      if (world.hostActive && (world.outside === 0 || config.uncontrolledTimeout === 0)) {
        const timer = queues.timersBlocked() ? null : queues.earliestTimer();
        if (timer !== null && mayFire(timer.deadline, late, immediate !== null)) pending.push(timer);
      }
      const enabled = pending.length;
      if (enabled === 0) {
        if (world.hostActive && world.outside === 0 && queues.wakeIdle()) continue;
        return WAIT;
      }
      if (late === 0 && world.hostActive && immediate === null && world.outside === 0 && queues.wakeIdle()) {
        pending.length = 0;
        continue;
      }
      let index = 0;
      if (enabled > 1) {
        // Past half of the bound every operation gets its turn, so that reaching the bound is a livelock and not an unfair schedule.
        // That is no decision: the strategy is not asked, neither now nor at replay.
        const asked = world.steps <= maxSteps >> 1;
        index = asked ? strategy.pick(pending) : world.steps % enabled;
        chosen = pending[index] as Strand;
        if (chosen === undefined) badPick(index, enabled);
        world.choices++;
        world.picks++;
        if (asked) noteDecision(PICK, enabled, index, (chosen.task.index << 16) ^ chosen.site);
      } else chosen = pending[0] as Strand;
      if (world.events !== null) recordStep(chosen, enabled, index);
      if (strategy.ran !== undefined) {
        // `ran` is told before the array changes; the operation itself has not run yet, which no strategy can observe.
        strategy.ran(chosen, pending);
      }
      if (enabled !== late) pending.length = late;
      if (index < late) removeAt(pending, index);
    } else if (world.events !== null) recordStep(chosen, 1, 0);

    if (++world.steps > maxSteps) {
      fail(verdict('step-bound', stepBound(maxSteps), chosen.site));
      return FINISHED;
    }
    world.stepKind = chosen.kind;
    world.stepSite = chosen.site;
    if (tracking.on) conflicts.noteSite(chosen.site);
    world.current = chosen;
    world.context = chosen.context;
    chosen.fire();
    world.current = null;
    world.context = null;
    if (world.failure !== null) return FINISHED;
  }
}

/** Removes a pending operation; the order of the others stays, except in huge arrays, where moving them would cost too much. */
function removeAt(pending: Strand[], index: number): void {
  const last = pending.length - 1;
  if (last > 4096) pending[index] = pending[last] as Strand;
  else for (let i = index; i < last; i++) pending[i] = pending[i + 1] as Strand;
  pending.pop();
}

/**
 * Whether the earliest timer may fire now. It may not pass an immediate, which runs in the next turn of the loop, unless it is due in
 * that turn itself; nor a pending operation by more than its longest latency.
 */
function mayFire(deadline: number, late: number, immediateIsQueued: boolean): boolean {
  if (immediateIsQueued && deadline > world.time + 1) return false;
  if (late === 0 || config.maxLatency === INFINITE) return true;
  for (let i = 0; i < late; i++) if (deadline > (world.pending[i] as Strand).since + config.maxLatency) return false;
  return true;
}

function takeArrival(): void {
  const arrival = arrivals.shift() as (typeof arrivals)[number];
  noteDecision(NATIVE, arrivals.length + 1, arrival.number, arrival.site);
  world.steps++;
  world.stepKind = 'native';
  world.current = world.rootStrand;
  arrival.run();
  world.current = null;
}

function badPick(index: number, enabled: number): never {
  throw new RangeError(
    `Strategy '${config.strategy.name}' picked ${String(index)} among ${enabled} operations; pick() must return an index from 0 to ${enabled - 1}.`,
  );
}

function recordStep(chosen: Strand, options: number, choice: number): void {
  world.events?.push({
    type: 'step',
    step: world.steps + 1,
    task: chosen.task.id,
    kind: chosen.kind,
    site: chosen.site,
    time: world.time,
    options,
    choice,
  });
}

function verdict(kind: FailureKind, error: Error, site: number) {
  return { kind, error, task: '', site, waiting: waitingTasks() };
}

function stepBound(maxSteps: number): Error {
  return withoutStack(
    `The schedule has run ${maxSteps} events and the test body is not over: a livelock, or a test that needs a larger maxSteps.`,
  );
}

function endlessMicrotasks(): Error {
  return withoutStack(
    `${MAX_JOBS} microtasks ran without a pause: a loop that only awaits what is already settled never lets anything else run.`,
  );
}

function waitingTasks(): WaitingTask[] {
  const waiting: WaitingTask[] = [];
  for (const strand of world.suspended ?? []) {
    const site = strand.site;
    waiting.push({ task: strand.task?.id ?? '0', name: strand.name, site });
  }
  return waiting;
}

/** Waits on the real event loop until the iteration is over. */
async function driveOutside(): Promise<IterationOutcome> {
  try {
    for (;;) {
      const woken = await park();
      if (woken && arrivals.length === 0) noteForeignWork();
      if (!woken) {
        if (!(world.outside > 0 && timersAreLeft())) {
          const outstanding = outstandingWaits();
          const alive = outstanding > 0 || host.queues.outsideAlive();
          fail(
            alive
              ? verdict('potential-deadlock', potentialDeadlock(outstanding), -1)
              : verdict('deadlock', deadlock(), -1),
          );
          return finish();
        }
        // Nothing came from outside in time: let the virtual timers run.
        giveUpWaiting();
      }
      if (loop() === FINISHED) return finish();
    }
  } catch (error) {
    abandon();
    throw error;
  }
}

/** Native code (a callback of fs, of a port, of code that was not instrumented) has made work: counted at the place that waited for it. */
function noteForeignWork(): void {
  const subject = jobs.slots[jobs.head + 1] as { site?: number; strand?: Strand | null } | undefined;
  const site = jobs.empty ? -1 : (subject?.site ?? subject?.strand?.site ?? -1);
  world.uncontrolled.set(site, (world.uncontrolled.get(site) ?? 0) + 1);
}

function timersAreLeft(): boolean {
  return host.queues.earliestTimer() !== null;
}

/**
 * Parks until something arrives. Returns false when nothing came: after two turns of the event loop where nothing outside is alive
 * (no socket, file, process or timer of the real world), else after the time-out.
 */
function park(): Promise<boolean> {
  world.mode = PARKED;
  const { generation } = world;
  return new NativePromise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = (woken: boolean) => {
      if (world.mode !== PARKED || world.generation !== generation) return;
      world.wake = () => {};
      world.mode = RUNNING;
      nativeClearTimeout(timer);
      resolve(woken);
    };
    let scheduled = false;
    world.wake = () => {
      if (scheduled) return;
      scheduled = true;
      // In a microtask of its own, so that the native code that made the work comes to its end first.
      NativePromise.resolve().then(() => leave(true));
    };
    let waited = 0;
    const giveUp = () => {
      if (scheduled) return;
      if (waited >= config.uncontrolledTimeout || !host.queues.outsideAlive()) leave(false);
      else {
        waited += POLL;
        timer = nativeSetTimeout(giveUp, POLL);
      }
    };
    if (!jobs.empty || arrivals.length !== 0) world.wake();
    else turnOver(() => turnOver(giveUp));
  });
}

function turnOver(callback: () => void): void {
  if (nativeSetImmediate !== undefined) nativeSetImmediate(callback);
  else nativeSetTimeout(callback, 0);
}

function deadlock(): Error {
  return withoutStack('Deadlock: nothing can run any more, and the test body still waits.');
}

function potentialDeadlock(outside: number): Error {
  const what =
    outside > 0
      ? `${outside} native promise${outside === 1 ? '' : 's'}`
      : 'sockets, files or processes of this process';
  return withoutStack(
    `Potential deadlock: nothing under control can run, the test body still waits, and ${what} outside the controller did not come within ${config.uncontrolledTimeout} ms.`,
  );
}

/** Leaves the iteration. Whatever it left behind is dead: its coroutines and reactions never run again. */
function abandon(): void {
  world.mode = OUTSIDE;
  world.generation++;
  world.current = null;
  world.events = null;
  world.suspended = null;
  // Setting the length of an empty array costs 15 ns each.
  if (world.pending.length !== 0) world.pending.length = 0;
  if (world.fresh.length !== 0) world.fresh.length = 0;
  if (rejected.length !== 0) rejected.length = 0;
  if (ticks.length !== 0) ticks.length = 0;
  world.everyAwaitMayBeSlow = false;
  world.wake = () => {};
  world.context = outerContext;
  world.failure = null;
  world.strategyError = null;
  foreign = null;
  result = undefined;
  resetArrivals();
  jobs.clear();
  if (world.hostActive) host.queues.reset();
}

function finish(): IterationOutcome {
  const { failure, events, choices, steps, uncontrolled, time } = world;
  if (failure !== null) decisionLog.mix(failure.kind.length);
  if (events !== null)
    events.push({
      type: 'end',
      step: steps,
      task: failure?.task ?? '0',
      site: failure?.site ?? -1,
      time,
      failure: failure === null ? null : `${failure.kind}: ${renderValue(failure.error)}`,
    });
  const outcome: IterationOutcome = {
    failure,
    decisions: failure !== null || events !== null ? decisionLog.copy() : [],
    choices,
    picks: world.picks,
    tasks: world.tasks,
    steps,
    hash: decisionLog.hash,
    events: events ?? [],
    uncontrolled,
    virtualTime: time,
  };
  abandon();
  return outcome;
}

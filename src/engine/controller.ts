// The controller of one iteration: one synchronous loop that drains the job queues, collects the enabled operations, asks the
// strategy, and runs the chosen one. It leaves the loop only for what is outside control, and then waits for the real event loop.

import { bodyHasRejected, bodyIsOver, startBody } from './body';
import { conflicts } from './conflicts';
import { NATIVE, noteDecision, PICK } from './decisions';
import { host } from './host-queues';
import { abandon, begin, finish, type IterationConfig } from './iteration';
import { drain } from './job-runner';
import { arrivals, giveUpWaiting, outstandingWaits } from './native-wait';
import { INFINITE } from './natives';
import type { IterationOutcome } from './outcome';
import { noteForeignWork, park } from './parking';
import { rejected } from './promise';
import { takeUnhandled } from './rejections';
import { stepReport } from './step-report';
import type { Strand } from './strand';
import { tracking } from './tracking';
import { deadlock, endlessMicrotasks, potentialDeadlock, stepBound } from './verdicts';
import { fail, world } from './world';

/** Most jobs in one microtask checkpoint; more is an endless chain of microtasks. */
const MAX_JOBS = 1_000_000;

const FINISHED = 0;
const WAIT = 1;

let config: IterationConfig;

/**
 * Runs one schedule of `body`.
 * @returns the outcome; a native promise of it where the body waited for something outside the controller
 */
export function runIteration(body: () => unknown, next: IterationConfig): IterationOutcome | Promise<IterationOutcome> {
  begin(next);
  config = next;
  if (next.strategy.ran !== undefined) stepReport.begin(null);
  startBody(body);
  try {
    return loop() === FINISHED ? finish() : driveOutside();
  } catch (error) {
    abandon();
    throw error;
  }
}

/** The loop. Returns WAIT where only something outside can make progress. */
function loop(): number {
  const { queues } = host;
  const { pending } = world;
  const { strategy, maxSteps } = config;
  const reports = strategy.ran !== undefined;
  for (;;) {
    if (!drain(MAX_JOBS)) {
      fail(endlessMicrotasks(MAX_JOBS));
      return FINISHED;
    }
    if (world.strategyError !== null) throw world.strategyError.error;
    if (reports && stepReport.open) stepReport.tell(strategy);
    if (world.failure !== null) return FINISHED;
    if (rejected.length !== 0) {
      const unhandled = takeUnhandled();
      if (unhandled !== null) {
        if (bodyHasRejected()) bodyIsOver();
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
        const answer = asked ? strategy.pick(pending) : world.steps % enabled;
        if (answer === null) {
          world.abandoned = true;
          return FINISHED;
        }
        index = answer;
        chosen = pending[index] as Strand;
        if (chosen === undefined) badPick(index, enabled);
        world.choices++;
        world.picks++;
        if (asked) noteDecision(PICK, enabled, index, (chosen.task.index << 16) ^ chosen.site);
      } else chosen = pending[0] as Strand;
      if (world.events !== null) recordStep(chosen, enabled, index);
      if (enabled !== late) pending.length = late;
      if (index < late) removeAt(pending, index);
    } else if (world.events !== null) recordStep(chosen, 1, 0);

    if (++world.steps > maxSteps) {
      fail(stepBound(maxSteps, chosen.site));
      return FINISHED;
    }
    world.stepKind = chosen.kind;
    world.stepSite = chosen.site;
    if (tracking.on) conflicts.noteSite(chosen.site);
    if (reports) stepReport.begin(chosen);
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

/** Waits on the real event loop until the iteration is over. */
async function driveOutside(): Promise<IterationOutcome> {
  try {
    for (;;) {
      const woken = await park(config.uncontrolledTimeout);
      if (woken && arrivals.length === 0) noteForeignWork();
      if (!woken) {
        if (!(world.outside > 0 && timersAreLeft())) {
          const outstanding = outstandingWaits();
          const alive = outstanding > 0 || host.queues.outsideAlive();
          fail(alive ? potentialDeadlock(outstanding, config.uncontrolledTimeout) : deadlock());
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

function timersAreLeft(): boolean {
  return host.queues.earliestTimer() !== null;
}

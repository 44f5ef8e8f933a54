// Timers on virtual time. Whether the earliest timer fires now or after other pending operations is a choice; two timers never fire
// against the order of their deadlines (then of their creation), as in Node.

import { logEvent } from '../engine/event-log';
import { uncaught } from '../engine/job-runner';
import { nativeClearTimeout } from '../engine/natives';
import { adopt, isLate, newGeneration } from '../engine/pending';
import { stepReport } from '../engine/step-report';
import { Strand } from '../engine/strand';
import { isEnvironment, OUTSIDE, world } from '../engine/world';
import { type Callback, checkedCallback } from './callback';
import { TimerHeap } from './timer-heap';

const MAX_DELAY = 2 ** 31 - 1;

/** Node's rule: anything that is not between 1 and 2^31 - 1 is 1. */
function delayOf(delay: unknown): number {
  const ms = Number(delay);
  return ms >= 1 && ms <= MAX_DELAY ? Math.trunc(ms) : 1;
}

const heap = new TimerHeap<Timer>();
const byId = new Map<number, Timer>();
let ids = 0;

/** A virtual timer with the face of Node's Timeout. */
export class Timer extends Strand {
  deadline = 0;
  active = false;
  private referenced = true;
  readonly id = ++ids;

  constructor(
    private readonly callback: Callback,
    private readonly args: unknown[],
    private readonly delay: number,
    private readonly repeats: boolean,
  ) {
    super(world.current, newGeneration(), world.site);
    this.kind = 'timer';
  }

  override get name(): string {
    return this.repeats ? 'interval' : 'timer';
  }

  start(): void {
    this.deadline = world.time + this.delay;
    this.sequence = ++world.sequence;
    this.active = true;
    this.done = false;
    world.hostActive = true;
    // Two timers that are set for different times do overlap, although their order is no choice.
    const first = heap.first();
    if (first !== null && first.deadline !== this.deadline) world.picks++;
    heap.push(this);
    stepReport.make(this);
    note(this, false);
  }

  override fire(): void {
    heap.remove(this);
    if (world.time < this.deadline) world.time = this.deadline;
    if (this.mayYield && this.yields()) return;
    this.active = false;
    this.done = !this.repeats;
    if (!this.repeats) byId.delete(this.id);
    try {
      this.callback(...this.args);
    } catch (error) {
      uncaught(error);
    }
    if (this.repeats && !this.cleared && !this.active) this.start();
  }

  private cleared = false;
  private mayYield = false;

  /** It stands for the latency of an answer: its order among others that are due at the same time is a choice. */
  standsForAnswer(): void {
    this.mayYield = !inAsyncEnvironmentCode();
  }

  /** Lets the other answers that are due at the same time come first, if the strategy says so; once. */
  private yields(): boolean {
    const next = heap.first();
    if (next === null || !next.mayYield || next.deadline !== this.deadline) return false;
    this.mayYield = false;
    if (!isLate('timer', this.site)) return false;
    this.sequence = ++world.sequence;
    heap.push(this);
    return true;
  }

  close(): this {
    if (this.active) {
      heap.remove(this);
      note(this, true);
    }
    this.active = false;
    this.cleared = this.done = true;
    if (byId.get(this.id) === this) byId.delete(this.id);
    return this;
  }

  refresh(): this {
    if (this.cleared || this.generation !== world.generation) return this;
    if (this.active) heap.remove(this);
    this.start();
    return this;
  }

  ref(): this {
    this.referenced = true;
    return this;
  }

  unref(): this {
    this.referenced = false;
    return this;
  }

  hasRef(): boolean {
    return this.referenced;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }
}

const dispose = (Symbol as { dispose?: symbol }).dispose;
if (dispose !== undefined)
  Object.defineProperty(Timer.prototype, dispose, {
    value: function (this: Timer) {
      this.close();
    },
    configurable: true,
  });

function note(timer: Timer, cleared: boolean): void {
  if (world.events !== null)
    logEvent({
      type: 'timer',
      step: world.steps,
      site: timer.site,
      delay: timer.deadline - world.time,
      cleared,
      time: world.time,
    });
}

function create(callback: unknown, delay: unknown, args: unknown[], repeats: boolean): Timer {
  const timer = new Timer(checkedCallback(callback), args, delayOf(delay), repeats);
  adopt(timer);
  byId.set(timer.id, timer);
  timer.start();
  return timer;
}

export function setVirtualTimeout(callback: unknown, delay: unknown, args: unknown[]): Timer {
  return create(callback, delay, args, false);
}

export function setVirtualInterval(callback: unknown, delay: unknown, args: unknown[]): Timer {
  return create(callback, delay, args, true);
}

/** Whether an async function of environment code runs: it says by itself when it goes on, and its end is an operation anyway. */
function inAsyncEnvironmentCode(): boolean {
  const strand = world.current;
  if (strand === null || strand.isEntry || strand.kind === 'timer' || strand.kind === 'immediate') return false;
  return isEnvironment(strand.site);
}

/** Clears a virtual timer given the object or its number; anything else goes to the native function. */
export function clearTimer(timer: unknown): void {
  if (timer instanceof Timer) timer.close();
  else if (
    world.mode !== OUTSIDE &&
    (typeof timer === 'number' || typeof timer === 'string') &&
    byId.has(Number(timer))
  )
    byId.get(Number(timer))?.close();
  else nativeClearTimeout(timer as never);
}

export function earliestTimer(): Timer | null {
  return heap.first();
}

export function resetTimers(): void {
  heap.clear();
  if (byId.size !== 0) byId.clear();
  ids = 0;
}

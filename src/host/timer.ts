// A virtual timer with the face of Node's Timeout.

import { callBack } from '../engine/deep/drive';
import { newGeneration } from '../engine/pending';
import { isLate } from '../engine/questions';
import { simulation } from '../engine/simulation';
import { siteTable } from '../engine/site-table';
import { uncaught } from '../engine/uncaught';
import type { Callback } from './callback';
import { TIMERS } from './channels';
import { Handle } from './handle';
import type { Timers } from './timers';

export class Timer extends Handle {
  deadline = 0;
  /** The step in which it was set. */
  private setIn = -1;
  active = false;
  /** It sets itself again: an interval, or a time-out that its own callback has set again with the same callback and delay. */
  readonly rearms: boolean;
  /** It is a deadline of the test: that something outside takes longer proves nothing, so it waits for all that is late. */
  readonly givesUp: boolean;
  /** A tool that the test is written with has set it. */
  isOfTool: boolean;
  private cleared = false;
  /** The number of the answer whose latency it stands for, or 0. */
  private answer = 0;
  /** Other answers that are due at the same time may come first. */
  private mayYield = false;

  constructor(
    private readonly timers: Timers,
    readonly id: number,
    site: number,
    readonly callback: Callback,
    private readonly args: unknown[],
    private readonly delay: number,
    readonly repeats: boolean,
  ) {
    super(simulation.agent.current, newGeneration(), site);
    this.kind = 'timer';
    const { owner } = this;
    this.givesUp = siteTable.isDeadlineOfTheTest(site);
    this.isOfTool = siteTable.isOfTool(site);
    this.rearms = repeats || (args.length === 0 && owner instanceof Timer && owner.sets(callback, delay));
  }

  /** Whether a timer with this callback and delay is this one again. */
  private sets(callback: Callback, delay: number): boolean {
    return callback === this.callback && delay === this.delay && this.args.length === 0;
  }

  override get due(): number {
    return this.deadline;
  }

  override get name(): string {
    return this.repeats ? 'interval' : 'timer';
  }

  start(): void {
    this.deadline = simulation.time + this.delay;
    this.setIn = simulation.steps;
    this.active = true;
    this.done = false;
    this.timers.started(this);
  }

  /** Whether it would fire later if its time began at `moment`. */
  countsFrom(moment: number): boolean {
    return moment + this.delay > this.deadline;
  }

  countAnew(moment: number): void {
    this.deadline = moment + this.delay;
  }

  override fire(): void {
    const { timers } = this;
    timers.fired(this);
    if (this.mayYield && this.yields()) return;
    this.active = false;
    this.done = !this.repeats;
    if (!this.repeats) timers.forget(this);
    if (this.isOfTool && this.isTooSoon()) simulation.looks.note(this.site, simulation.steps);
    callBack(this.callback, this, this.args, (error, threw) => {
      if (threw) uncaught(error);
      this.goesOn();
    });
  }

  private goesOn(): void {
    if (this.repeats && !this.cleared && !this.active) this.start();
  }

  /** Something is late, or has completed so shortly before that nobody can have looked since. */
  private isTooSoon(): boolean {
    const { pending, completedAt } = simulation;
    return pending.length > 0 || (completedAt > 0 && this.deadline - completedAt <= this.delay / 4);
  }

  /** It stands for the latency of an answer: its order among others that are due at the same time is a choice. */
  standsForAnswer(answer: number): void {
    this.answer = answer;
    this.mayYield = true;
  }

  /** Whether both fire in one phase for certain: they were set together, and the time of an answer is never so exact. */
  isSetWith(other: Timer): boolean {
    return this.setIn === other.setIn && (this.answer === 0 || this.answer === other.answer);
  }

  /** Lets the other answers that are due at the same time come first, if the strategy says so; once. */
  private yields(): boolean {
    const { heap } = this.timers;
    const next = heap.first();
    if (next === null || !next.mayYield || next.answer === this.answer || next.deadline !== this.deadline) return false;
    this.mayYield = false;
    if (!isLate(this, 'timer', this.site)) return false;
    this.sequence = ++simulation.sequence;
    heap.push(this);
    return true;
  }

  /** Having fired, it fires once more behind all others that are due at the same time. */
  comeLast(): void {
    this.sequence = ++simulation.sequence;
    this.active = true;
    this.done = false;
    this.timers.heap.push(this);
  }

  close(): this {
    if (this.active) this.timers.cleared(this);
    this.active = false;
    this.cleared = this.done = true;
    this.timers.forget(this);
    return this;
  }

  refresh(): this {
    if (this.cleared || this.generation !== simulation.generation) return this;
    if (this.active) this.timers.heap.remove(this);
    this.start();
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }
}

Object.defineProperty(Timer.prototype, 'channel', { value: TIMERS });

const dispose = (Symbol as { dispose?: symbol }).dispose;
if (dispose !== undefined)
  Object.defineProperty(Timer.prototype, dispose, {
    value: function (this: Timer) {
      this.close();
    },
    configurable: true,
  });

// Timers on virtual time. It is a choice whether the earliest timer fires now or after other pending operations. Among themselves timers fire
// in the order of their deadlines, then of their creation, as in Node; those that are due together fire in one phase.

import { type EventSource, type Offer, OPEN, TIME } from '../engine/event-source';
import { INFINITE } from '../engine/natives';
import { adopt, number } from '../engine/pending';
import { OUTSIDE, simulation } from '../engine/simulation';
import type { Strand } from '../engine/strand';
import { checkedCallback } from './callback';
import type { Immediates } from './immediates';
import { Lasso } from './lasso';
import { Timer } from './timer';
import { TimerHeap } from './timer-heap';
import { TimerPhase } from './timer-phase';

const MAX_DELAY = 2 ** 31 - 1;

/** Node's rule: anything that is not between 1 and 2^31 - 1 is 1. */
function delayOf(delay: unknown): number {
  const ms = Number(delay);
  return ms >= 1 && ms <= MAX_DELAY ? Math.trunc(ms) : 1;
}

/** The timers of an agent. */
export class Timers implements EventSource {
  readonly round = TIME;
  readonly heap = new TimerHeap<Timer>();
  private readonly byId = new Map<number, Timer>();
  private ids = 0;
  /** Timers that are due later do not fire: the test moves the time. */
  until = INFINITE;
  private readonly lasso = new Lasso();
  private readonly allTimers = () => this.heap.all;
  readonly phase = new TimerPhase(this);
  /** The step in which a timer has fired last. */
  private firedIn = -1;
  /** The timer with which the phase began that others are due in. */
  private firstOfPhase: Timer | null = null;

  /** @param hasMessages a port has something to deliver, in the next turn of the loop */
  constructor(
    private readonly immediates: Immediates,
    private readonly hasMessages: () => boolean = () => false,
  ) {}

  /** The test moves the time. */
  get isManual(): boolean {
    return this.until !== INFINITE;
  }

  offer(enabled: Strand[]): Offer {
    const timer = this.earliest();
    if (timer !== null && !this.isInPhase(timer) && this.mayFire(timer)) this.add(timer, enabled);
    return OPEN;
  }

  /** The timer is enabled. */
  add(timer: Timer, enabled: Strand[]): void {
    if (timer.rearms && enabled.length === 0) this.lasso.tick(timer, this.allTimers);
    enabled.push(timer);
  }

  /** The timer that fires next in the phase that has begun. */
  dueInPhase(): Timer | null {
    const timer = this.earliest();
    return timer !== null && this.isInPhase(timer) && !this.isHeld(timer) ? timer : null;
  }

  /** Whether a timer that is due in the phase has to fire in it. */
  mustFire(timer: Timer): boolean {
    return this.firstOfPhase !== null && timer.isSetWith(this.firstOfPhase);
  }

  /** A timer of the agent has just fired, and this one is due at the same time. */
  private isInPhase(timer: Timer): boolean {
    return this.firedIn === simulation.steps && timer.deadline === simulation.time;
  }

  /** The timer fires. */
  fired(timer: Timer): void {
    this.firedIn = simulation.steps;
    this.heap.remove(timer);
    if (simulation.time < timer.deadline) simulation.time = timer.deadline;
    const next = this.heap.first();
    if (next === null || next.deadline !== timer.deadline) return;
    this.firstOfPhase = timer;
    simulation.agent.sources.activate(this.phase);
  }

  next(): Strand | null {
    const timer = this.heap.first();
    return timer !== null && timer.deadline <= simulation.time + 1 && !timer.repeats ? timer : null;
  }

  reset(): void {
    this.heap.clear();
    if (this.byId.size !== 0) this.byId.clear();
    this.ids = 0;
    this.firstOfPhase = null;
    this.firedIn = -1;
    this.until = INFINITE;
    this.lasso.reset();
  }

  isSteady(): boolean {
    return this.heap.first() === null;
  }

  keepsAlive(): boolean {
    return this.heap.all.some((timer) => timer.hasRef());
  }

  alive(): boolean {
    return false;
  }

  set(callback: unknown, delay: unknown, args: unknown[], repeats: boolean, site: number): Timer {
    const timer = new Timer(this, ++this.ids, site, checkedCallback(callback), args, delayOf(delay), repeats);
    adopt(timer);
    this.byId.set(timer.id, timer);
    timer.start();
    return timer;
  }

  /** The active timer of a number, if there is one. */
  find(id: unknown): Timer | undefined {
    if (simulation.mode === OUTSIDE || (typeof id !== 'number' && typeof id !== 'string')) return undefined;
    return this.byId.get(Number(id));
  }

  /** The timer is set: it fires when `deadline` is reached. */
  started(timer: Timer): void {
    number(timer);
    simulation.agent.sources.activate(this);
    // Two timers that are set for different times do overlap, although their order is no choice.
    const first = this.heap.first();
    if (first !== null && first.deadline !== timer.deadline) simulation.picks++;
    this.heap.push(timer);
    simulation.recorder?.timed(timer.site, timer.deadline - simulation.time, false);
  }

  /** The timer is cleared. */
  cleared(timer: Timer): void {
    this.heap.remove(timer);
    simulation.recorder?.timed(timer.site, timer.deadline - simulation.time, true);
  }

  /** The number of a timer is free again. */
  forget(timer: Timer): void {
    if (this.byId.get(timer.id) === timer) this.byId.delete(timer.id);
  }

  /** The earliest timer. Deadlines of the test count anew from the last completion of something late: what came with it has its time, too. */
  earliest(): Timer | null {
    for (;;) {
      const timer = this.heap.first();
      if (timer === null || !timer.givesUp || !timer.countsFrom(simulation.completedAt)) return timer;
      this.heap.remove(timer);
      timer.countAnew(simulation.completedAt);
      this.heap.push(timer);
    }
  }

  /** A deadline of the test, or of a clock that the test moves, does not fire yet. */
  private isHeld({ deadline, givesUp }: Timer): boolean {
    return deadline > this.until || (givesUp && simulation.pending.some(({ kind }) => kind !== 'immediate'));
  }

  /**
   * Whether the earliest timer may fire now. An immediate or a message comes in the next turn of the loop, so a timer may overtake it only if it
   * is due in that turn itself. A timer may overtake a late operation by no more than `maxLatency`.
   */
  private mayFire(timer: Timer): boolean {
    const { deadline } = timer;
    const { limits, time, pending } = simulation;
    if (deadline > time + 1 && (!this.immediates.empty || this.hasMessages())) return false;
    if (this.isHeld(timer)) return false;
    if (limits.maxLatency === INFINITE) return true;
    return pending.every(({ kind, since }) => kind === 'immediate' || deadline <= since + limits.maxLatency);
  }
}

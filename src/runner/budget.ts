// The real time of an exploration: time for schedules, and on top of it time for shrinking. The latter is spent once, however much is found. An
// exploration that goes on with fresh modules goes on with the same budget.

import { nativeNow, processorTime } from '../engine/natives';
import { simulation } from '../engine/simulation';
import type { ResolvedOptions } from './options';

/**
 * Schedules that are run however long they take, as far as the limit allows: what so many schedules find does not depend on how busy the
 * machine is.
 */
export const FIRST_PART = 32;
/** The limit: no schedule begins behind so many times the budget. */
const LIMIT = 1.5;

export class Budget {
  readonly started = nativeNow();
  private readonly processorTime = processorTime();
  private readonly parkedTime = simulation.parkedTime;
  private readonly loadingTime = simulation.loadingTime;
  /** Real milliseconds left for shrinking. */
  private shrink: number;
  private deadline: number;
  private limit: number;

  constructor({ timeBudget, shrink }: Pick<ResolvedOptions, 'timeBudget' | 'shrink'>) {
    this.shrink = shrink;
    const time = timeBudget === 0 ? Number.POSITIVE_INFINITY : timeBudget;
    this.deadline = this.started + time;
    this.limit = this.started + time * LIMIT;
  }

  get elapsed(): number {
    return nativeNow() - this.started;
  }

  /** Whether the time for schedules is over at the given moment. */
  isOver(now: number): boolean {
    return now - this.loaded >= this.deadline;
  }

  /** Whether not even the first part of an exploration may go on at the given moment. Time in which others had the processor does not count. */
  isSpent(now: number): boolean {
    return now - this.loaded - this.stolen(now) >= this.limit;
  }

  /** Milliseconds in which code was read and compiled: how long that takes depends on caches. */
  private get loaded(): number {
    return simulation.loadingTime - this.loadingTime;
  }

  /** Milliseconds in which this process neither worked nor waited for anything. */
  private stolen(now: number): number {
    const used = processorTime() - this.processorTime;
    return Math.max(0, now - this.started - used - simulation.parkedTime + this.parkedTime);
  }

  /** Shrinks within what is left for it; the time for schedules stands still meanwhile. */
  async shrinking<Result>(work: (milliseconds: number) => Promise<Result>): Promise<Result> {
    const before = nativeNow();
    try {
      return await work(this.shrink);
    } finally {
      const spent = nativeNow() - before;
      this.shrink = Math.max(0, this.shrink - spent);
      this.deadline += spent;
      this.limit += spent;
    }
  }
}

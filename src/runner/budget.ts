// The real time of an exploration: time for schedules, and on top of it time for shrinking. The latter is spent once, however much is found.

import { nativeNow } from '../engine/natives';
import type { ResolvedOptions } from './options';

export class Budget {
  readonly started = nativeNow();
  /** Real milliseconds left for shrinking. */
  private shrink: number;
  private deadline: number;

  constructor({ timeBudget, shrink }: Pick<ResolvedOptions, 'timeBudget' | 'shrink'>) {
    this.shrink = shrink;
    this.deadline = timeBudget === 0 ? Number.POSITIVE_INFINITY : this.started + timeBudget;
  }

  get elapsed(): number {
    return nativeNow() - this.started;
  }

  /** Whether the time for schedules is over at the given moment. */
  isOver(now: number): boolean {
    return now >= this.deadline;
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
    }
  }

  /** What is left, as options of another exploration of the same test. */
  rest(): Pick<ResolvedOptions, 'timeBudget' | 'shrink'> {
    const left = this.deadline - nativeNow();
    // 0 would mean no limit.
    return {
      timeBudget: left === Number.POSITIVE_INFINITY ? 0 : Math.max(1, Math.floor(left)),
      shrink: Math.floor(this.shrink),
    };
  }
}

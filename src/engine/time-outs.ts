// Time-outs of the code under test: which errors come from a timer of the code that fired while something outside was still under way. Such
// an error says that the outside was slow, which may be meant or not.

import { simulation } from './simulation';
import { siteTable } from './site-table';

/** A timer of the code under test has fired before what was pending completed. */
export interface TimeOut {
  /** Site of the timer. */
  readonly site: number;
  /** Virtual milliseconds after which it fired. */
  readonly delay: number;
  /** Sites of the operations that were pending. */
  readonly pending: readonly number[];
}

/** Errors are followed through so many causes. */
const DEEP = 5;

export class TimeOuts {
  /** By site of a timer: the delay for which it was set last. */
  private readonly delays = new Map<number, number>();
  /** What was thrown or rejected with (strings and undefined, too), and the time-out that each began with, if it did. */
  private readonly errors = new Map<unknown, TimeOut | null>();

  set(site: number, delay: number): void {
    this.delays.set(site, delay);
  }

  /**
   * An error is thrown, or a promise rejected with it. What counts is where it is seen first: what the test throws then is its own.
   * @param site of the code that runs
   */
  seen(error: unknown, site: number): void {
    if (this.errors.has(error)) return;
    this.errors.set(error, siteTable.isOfTheTest(site) ? null : this.running());
  }

  /** The time-out that a failure's error stands for, or null. */
  behind(error: unknown): TimeOut | null {
    let one = error;
    for (let depth = 0; depth < DEEP; depth++) {
      const timeOut = this.errors.get(one);
      if (timeOut) return timeOut;
      if (typeof one !== 'object' || one === null || !('cause' in one)) return null;
      one = (one as { cause?: unknown }).cause;
    }
    return null;
  }

  /** The time-out whose step runs. */
  private running(): TimeOut | null {
    const { stepKind, stepSite, pending } = simulation;
    const delay = this.delays.get(stepSite);
    if (stepKind !== 'timer' || delay === undefined || siteTable.isOfTheTest(stepSite)) return null;
    const late = pending.filter(({ kind }) => kind !== 'immediate').map(({ site }) => site);
    return late.length === 0 ? null : { site: stepSite, delay, pending: late };
  }
}

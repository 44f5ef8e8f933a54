// Deadlocks that timers hide: nothing is left but timers that set themselves again, and their ticks change nothing. Such a schedule would
// go round for ever (a lasso), while the body waits.
//
// What is compared from tick to tick of a timer is what its callback read and wrote, with the values, the clock and random numbers
// included. A callback that counts, looks at the time or draws is never found out: it may do something else one day. Nor is one that
// makes promise jobs run or asks the strategy. Code that is not instrumented may count unseen, so a thousand equal ticks are asked for.

import type { AccessProbe } from '../engine/access-probe';
import { someAlive } from '../engine/agents';
import { is } from '../engine/natives';
import { simulation } from '../engine/simulation';
import { lasso } from '../engine/verdicts';
import type { Timer } from './timer';

/** Ticks on end before accesses are tracked. */
const FIRST = 16;
/** Equal ticks on end that are a deadlock. */
const ENOUGH = 1000;

export class Lasso implements AccessProbe {
  private step = -1;
  private ticks = 0;
  private choices = 0;
  /** What ticked last. A time-out that is set again is another timer with the same callback. */
  private last: unknown = null;
  private tracked = false;
  private accesses: unknown[] = [];
  private readonly earlier = new Map<unknown, unknown[]>();

  touched(object: unknown, key: unknown, write: boolean, value: unknown): void {
    this.accesses.push(object, key, write, value);
  }

  /** The timer sets itself again, and nothing else is enabled. `others` are all timers. */
  tick(timer: Timer, others: () => readonly Timer[]): void {
    const { steps, choices, agent } = simulation;
    const { jobs } = agent;
    // No job is queued now: so the tail says whether one was by the next tick.
    if (steps !== this.step + 1 || jobs.tail !== 0 || choices !== this.choices) this.reset();
    jobs.head = jobs.tail = 0;
    this.step = steps;
    this.choices = choices;
    if (simulation.probe !== null) this.compare(others);
    else if (this.ticks >= FIRST) this.begin();
    this.ticks++;
    this.last = timer.callback;
    this.accesses = [];
  }

  reset(): void {
    this.step = -1;
    this.ticks = 0;
    if (simulation.probe !== this) return;
    simulation.probe = null;
    simulation.tracking.on = this.tracked;
    this.earlier.clear();
  }

  private begin(): void {
    this.tracked = simulation.tracking.on;
    simulation.tracking.on = true;
    simulation.probe = this;
    this.ticks = 0;
  }

  private compare(others: () => readonly Timer[]): void {
    const { accesses, last, earlier } = this;
    const before = earlier.get(last);
    earlier.set(last, accesses);
    const equal =
      before !== undefined && before.length === accesses.length && before.every((one, i) => is(one, accesses[i]));
    // Code that waits for what does not keep the process alive would never be served, whatever the ticks do.
    if (!equal && !others().every((one) => !one.hasRef())) this.ticks = 0;
    if (this.ticks < ENOUGH) return;
    this.ticks = 0;
    if (others().every((one) => one.rearms) && !someAlive()) simulation.fail(lasso(ENOUGH));
  }
}

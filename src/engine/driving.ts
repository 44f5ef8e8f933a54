// Who drives. An async function of environment code is a fake: its end stands for an answer of the outside. But a callback of the test that
// calls code under test and waits for it (the body of a transaction, say) stands for nothing outside: what it called does. So once it has
// waited in this way, its end is no environment operation. A fake that uses a helper of the code under test stays a fake: the helper asks
// nothing of the outside, and is over within the step or waits for a timer of its own.

import type { Resumable } from './resumable';
import { simulation } from './simulation';
import { siteTable } from './site-table';
import type { Strand } from './strand';

/** What a coroutine of environment code has called, and whether that makes it one that drives. */
export class Driving {
  /** It has waited for code under test that waited for the outside. */
  drives = false;
  /** The step in which it has called code under test since it was last resumed; -1: it has not. */
  private step = -1;
  /** Questions to the strategy before that call. */
  private choices = 0;

  /** @param caller the coroutine of environment code that it works for, or null: if it drives, so does its caller */
  constructor(private caller: Resumable | null) {}

  /** It has called code under test and has not been resumed since. */
  get called(): boolean {
    return this.step >= 0;
  }

  /** It calls code under test, or begins to wait for what only that can have made. */
  calls(): void {
    if (this.called) return;
    this.step = simulation.steps;
    this.choices = simulation.choices;
  }

  /** It begins to wait: what it has called may have asked for an answer already. */
  waits(): void {
    if (this.called && simulation.choices !== this.choices) this.drives = true;
  }

  /** It goes on. */
  goesOn(): void {
    if (this.called && simulation.steps !== this.step && isOfTheOutside()) this.drives = true;
    this.step = -1;
  }

  /** It is over, or a step of it is. Returns whether it has driven. */
  ends(): boolean {
    const { drives, caller } = this;
    if (drives && caller !== null) drivingOf(caller).drives = true;
    this.caller = null;
    this.step = -1;
    return drives;
  }
}

/** Whether the current step is an event of the outside, and neither a timer nor a slow await of code under test. */
function isOfTheOutside(): boolean {
  const { stepKind, stepSite } = simulation;
  return (stepKind !== 'timer' && stepKind !== 'await') || stepSite < 0 || siteTable.isEnvironment(stepSite);
}

export function drivingOf(coroutine: Resumable): Driving {
  coroutine.driving ??= new Driving(null);
  return coroutine.driving;
}

/** A coroutine begins to work for its owner. */
export function beginsToWork(coroutine: Resumable): void {
  const { owner } = coroutine;
  if (owner === null || !owner.isFake) return;
  if (coroutine.isFake) coroutine.driving = new Driving(owner as Resumable);
  else drivingOf(owner as Resumable).calls();
}

/** Code under test makes a promise, and it is a coroutine of environment code that has called it. */
export function makesPromiseFor(caller: Strand): void {
  drivingOf(caller as Resumable).calls();
}

// Promise.all of our own untouched promises, without the promises and closures that nobody can see.

import { type ControlledPromise, newPromise, rejectPromise, resolvePromise, subscribe } from './promise';
import { OUTSIDE, simulation } from './simulation';
import type { Waiter } from './waiter';

/** What the elements of one `Promise.all` share. */
class AllPlain {
  readonly result = newPromise();
  /** As long as it will be, without a call of setters of Array.prototype. */
  readonly values: unknown[];
  /** Elements that are still pending; negative once one was rejected. */
  remaining: number;
  readonly strand = simulation.agent.current;
  readonly context = simulation.agent.context;
  readonly generation = simulation.mode === OUTSIDE ? 0 : simulation.generation;

  constructor(promises: readonly unknown[]) {
    this.remaining = promises.length;
    this.values = [...promises];
  }

  /** Resolves the result as a handler of the caller's would. */
  finish(): void {
    const { agent } = simulation;
    const previous = agent.current;
    agent.current = this.strand ?? agent.root;
    agent.context = this.context;
    resolvePromise(this.result, this.values);
    agent.current = previous;
  }
}

/** The reaction of one element. */
class AllElement implements Waiter {
  declare readonly isCoroutine: false;
  constructor(
    readonly all: AllPlain,
    readonly index: number,
  ) {}

  react(value: unknown, threw: boolean): void {
    const { all } = this;
    if (all.remaining < 0 || (all.generation !== 0 && all.generation !== simulation.generation)) return;
    if (threw) {
      all.remaining = -1;
      rejectPromise(all.result, value);
    } else {
      all.values[this.index] = value;
      if (--all.remaining === 0) all.finish();
    }
  }
}

Object.defineProperty(AllElement.prototype, 'isCoroutine', { value: false });

/** 120 ns for three elements in place of 650. */
export function allPlain(promises: readonly ControlledPromise<unknown>[]): ControlledPromise<unknown> {
  const all = new AllPlain(promises);
  simulation.recorder?.promises.follow(all.result, promises);
  if (promises.length === 0) resolvePromise(all.result, all.values);
  for (let i = 0; i < promises.length; i++)
    subscribe(promises[i] as ControlledPromise<unknown>, new AllElement(all, i));
  return all.result;
}

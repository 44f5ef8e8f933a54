// Coroutines: async functions as generators.

import { awaitValue, inherit } from './await';
import { AS_EVENT, AT_ONCE } from './decision-log';
import { startDirectly } from './direct-call';
import { beginsToWork, drivingOf } from './driving';
import { enqueue, THENABLE } from './job-queue';
import type { LookOutcome } from './look';
import { completeLater } from './microtasks-later';
import { isNativePromise } from './native-types';
import { apply } from './natives';
import { addPending, expectRejection } from './pending';
import {
  type ControlledPromise,
  isControlled,
  markHandled,
  newPromise,
  PENDING,
  rejectPromise,
  resolvePromise,
  setOrigin,
  stateOf,
  waiterOf,
} from './promise';
import { latency } from './questions';
import { creditTo, Resumable, resume } from './resumable';
import { OUTSIDE, RUNNING, simulation } from './simulation';
import { siteTable } from './site-table';
import type { ThenableJob } from './waiter';

class Coroutine extends Resumable {
  readonly promise: ControlledPromise<unknown>;
  /** The body of the test or a hook: its end is no environment operation. */
  private readonly entry: boolean;
  /** Its own wait was over while operations were pending, and its end is late. */
  private look: LookOutcome | null = null;

  override get isEntry(): boolean {
    return this.entry;
  }

  // Explicit: the implicit constructor passes its arguments on as an array.
  constructor(generator: Generator<unknown, unknown, unknown>, site: number) {
    const { entering } = simulation.agent;
    super(generator, site, entering);
    this.promise = newPromise();
    this.entry = entering;
  }

  override get name(): string {
    return siteTable.site(this.functionSite)?.function || 'async';
  }

  override stopped(value: unknown): void {
    awaitValue(this, value);
  }

  override ended(value: unknown, threw: boolean): void {
    this.generator = null;
    if (threw) simulation.agent.throwSite = this.site;
    else if (isControlled(value)) inherit(value, this);
    if (!this.isFake) this.settle(value, threw);
    else if (threw || !this.endsWith(value)) this.completes(value, threw);
  }

  /**
   * Ends with a thenable that code under test may have made. Whether the coroutine drives is known when that has settled, so the strategy
   * is asked then. Returns false if `value` is nothing of the kind.
   */
  private endsWith(value: unknown): boolean {
    if (simulation.mode !== RUNNING || typeof value !== 'object' || value === null || !('then' in value)) return false;
    const isOfTheCode = isControlled(value)
      ? stateOf(value) === PENDING && this.driving?.called
      : !isNativePromise(value);
    if (!isOfTheCode) return false;
    let then: unknown;
    try {
      then = value.then;
    } catch (error) {
      this.completes(error, true);
      return true;
    }
    if (typeof then !== 'function') return false;
    const driving = drivingOf(this);
    driving.calls();
    driving.waits();
    const settled = (result: unknown, threw: boolean) => {
      driving.goesOn();
      this.completes(result, threw);
    };
    const { context } = this;
    enqueue(
      THENABLE,
      { target: settled, thenable: value, then, strand: this, context } satisfies ThenableJob,
      undefined,
    );
    return true;
  }

  /** The end is there: an environment operation, unless the coroutine drives. */
  private completes(value: unknown, threw: boolean): void {
    const site = this.functionSite;
    if (this.driving?.ends()) this.settle(value, threw);
    else {
      const choice = latency(this, 'completion', site);
      if (choice === AT_ONCE) this.completesAtOnce(value, threw);
      else if (choice === AS_EVENT) {
        this.ending = true;
        this.value = value;
        this.threw = threw;
        this.look = simulation.looks.of(simulation.steps);
        addPending(this, 'completion', site);
      } else {
        this.ending = true;
        expectRejection(value);
        completeLater(this, choice - AS_EVENT, () => this.completesAtOnce(value, threw));
      }
    }
  }

  private completesAtOnce(value: unknown, threw: boolean): void {
    if (simulation.tracking.on) this.settleAtOnce(value, threw);
    else this.settle(value, threw);
  }

  /** Ends at once while accesses are tracked: what the awaiting coroutine touches next is credited to this completion. */
  private settleAtOnce(value: unknown, threw: boolean): void {
    const { promise, functionSite } = this;
    const waiter = waiterOf(promise);
    if (waiter instanceof Resumable) creditTo(waiter, functionSite);
    creditTo(this, functionSite);
    this.settle(value, threw);
    // So that whoever awaits it later in this job finds it.
    if (this.done) setOrigin(promise, this);
  }

  override lost(): void {
    markHandled(this.promise);
  }

  override settle(value: unknown, threw: boolean): void {
    // Once it has given up, it does not help that all is over by now.
    if (this.look !== null && (threw || simulation.pending.length > 0))
      simulation.looks.ended(this.look, simulation.steps);
    if (threw) rejectPromise(this.promise, value);
    else resolvePromise(this.promise, value);
    // One that returned a pending promise goes on as that promise's strand.
    this.done = stateOf(this.promise) !== PENDING;
  }
}

/** `$.run`: starts a coroutine for an async function. */
export function run(generator: Generator<unknown, unknown, unknown>, site: number): ControlledPromise<unknown> {
  const { agent, mode } = simulation;
  const coroutine = new Coroutine(generator, site);
  agent.entering = false;
  const { promise } = coroutine;
  setOrigin(promise, coroutine);
  if (mode !== OUTSIDE) {
    agent.fresh.push(coroutine);
    beginsToWork(coroutine);
  }
  if (agent.recursion.direct) startDirectly(coroutine);
  else resume(coroutine, undefined, false);
  return promise;
}

/** `$.call`: the same where making the generator may throw (parameter initialisers): the error is a rejection. */
export function call(
  generatorFunction: (...args: unknown[]) => Generator<unknown, unknown, unknown>,
  thisArgument: unknown,
  args: ArrayLike<unknown>,
  site: number,
): ControlledPromise<unknown> {
  let generator: Generator<unknown, unknown, unknown>;
  const { recursion } = simulation.agent;
  const { direct } = recursion;
  // Initialisers may call whatever they like.
  if (direct) recursion.direct = false;
  try {
    generator = apply(generatorFunction, thisArgument, args);
  } catch (error) {
    simulation.agent.entering = false;
    const promise = newPromise();
    rejectPromise(promise, error);
    return promise;
  }
  if (direct) recursion.direct = true;
  return run(generator, site);
}

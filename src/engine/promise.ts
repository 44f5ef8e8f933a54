// The controlled Promise: ECMAScript's Promise (27.2) with its jobs in the queue of the running agent. State lives in private fields, so
// that a promise looks the same to equality checks and printers as a native one. `catch`, `finally` and what makes it stand in for the
// native class are in `promise-prototype.ts`, the static methods in `promise-statics.ts`.

import type { AsyncContext } from './async-context';
import { callInParts } from './deep/drive';
import { makesPromiseFor } from './driving';
import { enqueue, REACT, REACT_THROW, RESUME, RESUME_THROW, THENABLE } from './job-queue';
import { isNativePromise } from './native-types';
import { apply, isArray, nativeThen } from './natives';
import { type Capability, describe, newCapability, speciesOf } from './promise-capability';
import { OUTSIDE, simulation } from './simulation';
import type { Strand } from './strand';
import type { ThenableJob, Waiter } from './waiter';

export const PENDING = 0;
const FULFILLED = 1;
export const REJECTED = 2;

/** Handlers of one `then` call, or of the engine itself (`derived` null). */
export class Reaction implements Waiter {
  readonly context: AsyncContext | null = simulation.agent.context;
  declare readonly isCoroutine: false;
  constructor(
    readonly onFulfilled: unknown,
    readonly onRejected: unknown,
    readonly derived: ControlledPromise<unknown> | null,
    /** In place of `derived` where the result's constructor is not ours. */
    readonly capability: Capability | null,
    readonly strand: Strand | null,
    readonly generation: number,
  ) {}

  /** NewPromiseReactionJob. */
  react(argument: unknown, threw: boolean): void {
    if (this.generation !== 0 && this.generation !== simulation.generation) return;
    const handler = threw ? this.onRejected : this.onFulfilled;
    if (typeof handler !== 'function') {
      this.settle(argument, threw);
      return;
    }
    let value: unknown;
    let failed = false;
    const { agent, deep } = simulation;
    const previous = agent.current;
    agent.current = this.strand ?? agent.root;
    agent.context = this.context;
    try {
      value = deep.loaded ? callInParts(handler, argument, this) : handler(argument);
    } catch (error) {
      value = error;
      failed = true;
    }
    agent.current = previous;
    if (value !== deep) this.settle(value, failed);
  }

  settle(value: unknown, failed: boolean): void {
    const { derived, capability } = this;
    if (derived !== null) (failed ? rejectPromise : resolvePromise)(derived, value);
    else if (capability !== null) (failed ? capability.reject : capability.resolve)(value);
  }
}

Object.defineProperty(Reaction.prototype, 'isCoroutine', { value: false });

// Functions with a view of the private fields; assigned once, by the class's static block.

export let stateOf: (promise: ControlledPromise<unknown>) => number;
export let valueOf: (promise: ControlledPromise<unknown>) => unknown;
export let markHandled: (promise: ControlledPromise<unknown>) => void;
export let isHandled: (promise: ControlledPromise<unknown>) => boolean;
export let originOf: (promise: ControlledPromise<unknown>) => Strand | null;
export let setOrigin: (promise: ControlledPromise<unknown>, strand: Strand | null) => void;
/** The only waiter of a pending promise; null if it has none or several. */
export let waiterOf: (promise: ControlledPromise<unknown>) => Waiter | null;
export let isControlled: (value: unknown) => value is ControlledPromise<unknown>;
/** Resolve function of the specification, without the already-resolved guard. */
export let resolvePromise: (promise: ControlledPromise<unknown>, value: unknown) => void;
export let fulfillPromise: (promise: ControlledPromise<unknown>, value: unknown) => void;
export let rejectPromise: (promise: ControlledPromise<unknown>, reason: unknown) => void;
/** PerformPromiseThen with a coroutine or reaction as the waiter. */
export let subscribe: (promise: ControlledPromise<unknown>, waiter: Waiter) => void;

const INTERNAL = () => {};

export type Executor<T> = (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void;

export class ControlledPromise<T> {
  #state = PENDING;
  /** Pending: one waiter or an array of waiters, or undefined. Settled: the value or reason. */
  #value: unknown = undefined;
  #handled = false;
  /** The strand whose end settles this promise, if there is one. If the strand's creator awaits the promise, the strand inherits its task. */
  #origin: Strand | null = null;

  static {
    stateOf = (p) => p.#state;
    valueOf = (p) => p.#value;
    markHandled = (p) => {
      p.#handled = true;
    };
    isHandled = (p) => p.#handled;
    originOf = (p) => p.#origin;
    setOrigin = (p, strand) => {
      p.#origin = strand;
    };
    waiterOf = (p) =>
      p.#state !== PENDING || p.#value === undefined || isArray(p.#value) ? null : (p.#value as Waiter);
    isControlled = (value): value is ControlledPromise<unknown> =>
      typeof value === 'object' && value !== null && #state in value;

    const settle = (p: ControlledPromise<unknown>, state: number, value: unknown) => {
      const waiters = p.#value;
      p.#state = state;
      p.#value = value;
      p.#origin = null;
      if (waiters === undefined) return;
      if (isArray(waiters)) for (let i = 0; i < waiters.length; i++) trigger(waiters[i], state, value);
      else trigger(waiters as Waiter, state, value);
    };
    const trigger = (waiter: Waiter, state: number, value: unknown) => {
      if (waiter.isCoroutine) {
        if (simulation.everyAwaitMayBeSlow) waiter.settled?.(value, state === REJECTED);
        else enqueue(state === FULFILLED ? RESUME : RESUME_THROW, waiter, value);
      } else enqueue(state === FULFILLED ? REACT : REACT_THROW, waiter, value);
    };
    fulfillPromise = (p, value) => settle(p, FULFILLED, value);
    rejectPromise = (p, reason) => {
      const { mode } = simulation;
      if (!p.#handled && mode !== OUTSIDE) simulation.agent.rejections.noted.push(p);
      settle(p, REJECTED, reason);
      if (!p.#handled && mode === OUTSIDE) simulation.agent.rejections.rejectedOutside(p, reason);
    };
    resolvePromise = (p, value) => {
      if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
        settle(p, FULFILLED, value);
        return;
      }
      if (value === p) {
        rejectPromise(p, new TypeError('Chaining cycle detected for promise #<Promise>'));
        return;
      }
      let then: unknown;
      try {
        then = (value as { then?: unknown }).then;
      } catch (error) {
        rejectPromise(p, error);
        return;
      }
      if (typeof then !== 'function') {
        settle(p, FULFILLED, value);
        return;
      }
      simulation.recorder?.promises.follow(p, value);
      const { current: strand, context } = simulation.agent;
      enqueue(THENABLE, { target: p, thenable: value, then, strand, context } satisfies ThenableJob, undefined);
    };
    subscribe = (p, waiter) => {
      if (p.#state === PENDING) {
        const waiters = p.#value;
        if (waiters === undefined) p.#value = waiter;
        else if (isArray(waiters)) waiters.push(waiter);
        else p.#value = [waiters, waiter];
      } else {
        if (!p.#handled && p.#state === REJECTED && simulation.mode === OUTSIDE)
          simulation.agent.rejections.handledOutside(p);
        trigger(waiter, p.#state, p.#value);
      }
      p.#handled = true;
    };
  }

  constructor(executor: Executor<T>) {
    // Small, so that the optimising compiler inlines the engine's own promises (10 ns in place of 30).
    if ((executor as unknown) !== INTERNAL) execute(this as ControlledPromise<unknown>, executor as Executor<unknown>);
  }

  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): ControlledPromise<A | B> {
    if (!(typeof this === 'object' && this !== null && #state in this)) {
      // `Promise.prototype.then.call(native)` is what `native.then` is.
      if (typeof this === 'object' && this !== null && isNativePromise(this))
        return apply(nativeThen, this, [onFulfilled, onRejected]) as never;
      throw new TypeError(`Method Promise.prototype.then called on incompatible receiver ${describe(this)}`);
    }
    const species = speciesOf(this, ControlledPromise);
    const generation = simulation.mode === OUTSIDE ? 0 : simulation.generation;
    const { current } = simulation.agent;
    if (species === ControlledPromise) {
      const derived = newPromise();
      derived.#origin = this.#origin;
      simulation.recorder?.promises.follow(derived, this);
      subscribe(
        this as ControlledPromise<unknown>,
        new Reaction(onFulfilled, onRejected, derived, null, current, generation),
      );
      return derived as ControlledPromise<A | B>;
    }
    const capability = newCapability(species);
    subscribe(
      this as ControlledPromise<unknown>,
      new Reaction(onFulfilled, onRejected, null, capability, current, generation),
    );
    return capability.promise as ControlledPromise<A | B>;
  }
}

/** A pending promise without resolving functions, for the engine's own use. */
export function newPromise(): ControlledPromise<unknown> {
  return new ControlledPromise<unknown>(INTERNAL);
}

/** What the constructor does with the user's executor. */
function execute(promise: ControlledPromise<unknown>, executor: Executor<unknown>): void {
  if (typeof executor !== 'function') throw new TypeError(`Promise resolver ${describe(executor)} is not a function`);
  const { current } = simulation.agent;
  if (current?.isFake) makesPromiseFor(current);
  const { resolve, reject } = resolvingFunctions(promise);
  simulation.recorder?.promises.made(promise);
  try {
    executor(resolve, reject);
  } catch (error) {
    reject(error);
  }
}

/** A function gets no name from the property that it is the value of. */
const anonymous = <F>(made: F): F => made;

/** CreateResolvingFunctions. */
export function resolvingFunctions(promise: ControlledPromise<unknown>): Omit<Capability, 'promise'> {
  let already = false;
  return {
    resolve: anonymous((value: unknown) => {
      if (already) return;
      already = true;
      simulation.recorder?.promises.settled(promise);
      resolvePromise(promise, value);
    }),
    reject: anonymous((reason: unknown) => {
      if (already) return;
      already = true;
      simulation.recorder?.rejected(promise, reason);
      rejectPromise(promise, reason);
    }),
  };
}

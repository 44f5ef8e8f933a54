// Coroutines: async functions as generators. A coroutine runs synchronously up to its first await, stops there, and is resumed by a
// job (its awaited promise settled) or, where the await or its end is an environment operation that is late, by an event.

import { enqueue, RESUME, RESUME_THROW, THENABLE } from './jobs';
import { subscribeNative } from './native-wait';
import { apply, isNativePromise } from './natives';
import { addPending, isLate, newGeneration } from './pending';
import {
  ControlledPromise,
  isControlled,
  newPromise,
  originOf,
  PENDING,
  rejectPromise,
  resolvePromise,
  resumption,
  setOrigin,
  stateOf,
  subscribe,
  type ThenableJob,
  type Waiter,
} from './promise';
import { recordResume, recordReturn, recordSuspend } from './record';
import { siteTable } from './site-table';
import { Strand } from './strand';
import { tracking } from './tracking';
import { ENVIRONMENT, OUTSIDE, OWN, RUNNING, world } from './world';

/** Taken once: each generator function has a prototype of its own, so reading `next` from their generators is a slow, megamorphic load. */
const nextOf = Object.getPrototypeOf(function* () {}).prototype.next as (
  this: Generator<unknown, unknown, unknown>,
  value: unknown,
) => IteratorResult<unknown, unknown>;

export abstract class Resumable extends Strand implements Waiter {
  /** On the prototype: one field less per coroutine. */
  declare readonly isCoroutine: true;
  generator: Generator<unknown, unknown, unknown> | null;
  /** The end is a pending operation (and not the await). */
  ending = false;
  /** Site of the async function itself. */
  readonly functionSite: number;

  constructor(generator: Generator<unknown, unknown, unknown> | null, site: number) {
    // Outside an iteration there are no tasks, and owners would keep every call that led here.
    super(world.mode === OUTSIDE ? null : world.current, newGeneration(), site);
    this.generator = generator;
    this.functionSite = site;
  }

  /** The generator stopped at an await or yield. */
  abstract stopped(value: unknown): void;
  /** The generator returned or threw. */
  abstract ended(value: unknown, threw: boolean): void;
  /** The end was late and happens now. */
  abstract settle(value: unknown, threw: boolean): void;

  override get isOver(): boolean {
    return this.done || this.ending;
  }

  override fire(): void {
    const { value, threw } = this;
    this.value = undefined;
    if (this.ending) this.settle(value, threw);
    else resume(this, value, threw);
  }
}

Object.defineProperty(Resumable.prototype, 'isCoroutine', { value: true });

class Coroutine extends Resumable {
  readonly promise: ControlledPromise<unknown>;
  /** The body of the test or a hook: its end is no environment operation. */
  private readonly entry: boolean;
  /** It threw when its own wait was over (`waitFor` has given up), and says so later. */
  private looked = false;

  override get isEntry(): boolean {
    return this.entry;
  }

  // Explicit: the implicit constructor passes its arguments on as an array.
  constructor(generator: Generator<unknown, unknown, unknown>, site: number) {
    super(generator, site);
    this.promise = newPromise();
    this.entry = world.entering;
  }

  override get name(): string {
    return siteTable.site(this.functionSite)?.function || 'async';
  }

  override stopped(value: unknown): void {
    awaitValue(this, value);
  }

  override ended(value: unknown, threw: boolean): void {
    this.generator = null;
    if (threw) world.throwSite = this.site;
    else if (isControlled(value)) inherit(value, this);
    const site = this.functionSite;
    if (site >= 0 && world.environment[site] === ENVIRONMENT && !this.entry && isLate('completion', site)) {
      this.ending = true;
      this.value = value;
      this.threw = threw;
      this.looked = threw && world.lookedAt === world.steps;
      addPending(this, 'completion', site);
      return;
    }
    this.settle(value, threw);
  }

  override settle(value: unknown, threw: boolean): void {
    if (this.looked) world.lookedAt = world.steps;
    if (threw) rejectPromise(this.promise, value);
    else resolvePromise(this.promise, value);
    // One that returned a pending promise goes on as that promise's strand.
    this.done = stateOf(this.promise) !== PENDING;
  }
}

/** The coroutine awaits or returns a promise at once: the strand that settles it, if the coroutine made it, needs no task of its own. */
function inherit(promise: ControlledPromise<unknown>, coroutine: Resumable): void {
  const origin = originOf(promise);
  if (origin === null || origin.owner !== coroutine || origin.task !== null) return;
  origin.inherits = true;
  // an operation made by a library call has no site of its own: it is named by the await
  if (origin.site < 0) origin.site = coroutine.site;
}

/** `$.run`: starts a coroutine for an async function. */
export function run(generator: Generator<unknown, unknown, unknown>, site: number): ControlledPromise<unknown> {
  const coroutine = new Coroutine(generator, site);
  world.entering = false;
  const { promise } = coroutine;
  setOrigin(promise, coroutine);
  if (world.mode !== OUTSIDE) world.fresh.push(coroutine);
  resume(coroutine, undefined, false);
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
  try {
    generator = apply(generatorFunction, thisArgument, args);
  } catch (error) {
    world.entering = false;
    const promise = newPromise();
    rejectPromise(promise, error);
    return promise;
  }
  return run(generator, site);
}

/** `$.at`: marks an await. */
export function at(value: unknown, site: number): unknown {
  world.site = site;
  return value;
}

/** Runs a coroutine to its next await. */
export function resume(coroutine: Resumable, value: unknown, threw: boolean): void {
  const { generator } = coroutine;
  if (generator === null || (coroutine.generation !== 0 && coroutine.generation !== world.generation)) return;
  // A store of a young object into `world`, which is old, costs 6 ns: only where something changes.
  const previous = world.current;
  if (previous !== coroutine) world.current = coroutine;
  // What the coroutine makes next (a timer, say) is placed behind its own last await.
  world.site = coroutine.site;
  if (world.events !== null) recordResume(coroutine, value, threw);
  let result: IteratorResult<unknown, unknown>;
  try {
    result = threw ? generator.throw(value) : nextOf.call(generator, value);
  } catch (error) {
    if (world.events !== null) recordReturn(coroutine, error, true);
    coroutine.ended(error, true);
    if (previous !== coroutine) world.current = previous;
    return;
  }
  if (result.done) {
    if (world.events !== null) recordReturn(coroutine, result.value, false);
    coroutine.ended(result.value, false);
  } else {
    coroutine.site = world.site;
    coroutine.context = world.context;
    coroutine.waited = true;
    coroutine.stopped(result.value);
    if (world.events !== null) recordSuspend(coroutine);
  }
  if (previous !== coroutine) world.current = previous;
}

/** Await: PromiseResolve(%Promise%, value), then PerformPromiseThen with the coroutine as the reaction. */
export function awaitValue(coroutine: Resumable, value: unknown): void {
  if ((typeof value === 'object' && value !== null) || typeof value === 'function') {
    if (isControlled(value)) {
      let own: boolean;
      try {
        own = value.constructor === ControlledPromise;
      } catch (error) {
        goOn(coroutine, error, true, false);
        return;
      }
      if (own) {
        inherit(value, coroutine);
        subscribe(value, coroutine);
        return;
      }
      const wrapped = newPromise();
      resolvePromise(wrapped, value);
      subscribe(wrapped, coroutine);
      return;
    }
    let then: unknown;
    try {
      then = (value as { then?: unknown }).then;
    } catch (error) {
      goOn(coroutine, error, true, false);
      return;
    }
    if (typeof then === 'function') {
      if (isNativePromise(value)) {
        subscribeNative(
          value,
          coroutine.site,
          (result) => arrived(coroutine, result, false),
          (reason) => arrived(coroutine, reason, true),
        );
        return;
      }
      const wrapped = newPromise();
      enqueue(
        THENABLE,
        { promise: wrapped, thenable: value, then, strand: coroutine, context: world.context } satisfies ThenableJob,
        undefined,
      );
      subscribe(wrapped, coroutine);
      return;
    }
  }
  goOn(coroutine, value, false, true);
}

/** A native promise has settled. Outside an iteration this is a microtask already. */
function arrived(coroutine: Resumable, value: unknown, threw: boolean): void {
  if (world.mode === OUTSIDE) resume(coroutine, value, threw);
  else goOn(coroutine, value, threw, false);
}

/** Resumes a coroutine one job later, or later by choice: an await of no promise in environment code, any await in the model `await`. */
function goOn(coroutine: Resumable, value: unknown, threw: boolean, plain: boolean): void {
  const { site } = coroutine;
  if (
    world.mode === RUNNING &&
    // without a site it is Lockstep's own await, around hooks and body
    site >= 0 &&
    ((world.everyAwaitMayBeSlow && (!world.onlyOwnAwaits || world.environment[site] === OWN)) ||
      (plain && world.environment[site] === ENVIRONMENT)) &&
    isLate('await', site)
  ) {
    coroutine.value = value;
    coroutine.threw = threw;
    addPending(coroutine, 'await', site);
  } else {
    if (plain && tracking.on) {
      coroutine.atOnceSite = site;
      coroutine.atOnceStep = world.steps;
    }
    enqueue(threw ? RESUME_THROW : RESUME, coroutine, value);
  }
}

resumption.slow = (waiter, value, threw) => goOn(waiter as Resumable, value, threw, false);

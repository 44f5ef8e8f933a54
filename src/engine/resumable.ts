// What can be resumed: a generator that stands for an async function or for an async generator. It runs synchronously up to its next
// await and stops there. A job resumes it when the awaited promise has settled. If the await or its end is late, an event does.

import { AS_EVENT, AT_ONCE } from './decision-log';
import { stopAgent } from './deep/stop';
import type { Driving } from './driving';
import { isStackFull, needStack } from './full-stack';
import { enqueue, RESUME, RESUME_THROW } from './job-queue';
import { completeLater } from './microtasks-later';
import { addPending, newGeneration } from './pending';
import { isLate, latency } from './questions';
import { OUTSIDE, simulation } from './simulation';
import { ENVIRONMENT, OWN, siteTable } from './site-table';
import { Strand } from './strand';
import type { Waiter } from './waiter';

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
  private readonly callerSite: number;
  declare readonly isFake: boolean;
  /** Of a coroutine of environment code that has called others, or works for one. */
  driving: Driving | null = null;

  constructor(generator: Generator<unknown, unknown, unknown> | null, site: number, entry: boolean) {
    // Outside an iteration there are no tasks, and owners would keep every call that led here.
    super(simulation.mode === OUTSIDE ? null : simulation.agent.current, newGeneration(), site);
    this.generator = generator;
    this.functionSite = site;
    this.isFake = !entry && site >= 0 && siteTable.origins[site] === ENVIRONMENT;
    const { owner } = this;
    this.callerSite = owner === null ? -1 : owner.site;
  }

  /** The generator stopped at an await or yield. */
  abstract stopped(value: unknown): void;
  /** The generator returned or threw. */
  abstract ended(value: unknown, threw: boolean): void;
  /** The stack was too full to go on: the caller has got the error in place of a promise. */
  lost(): void {}
  /** The end was late and happens now. */
  abstract settle(value: unknown, threw: boolean): void;

  override get from(): number {
    return this.callerSite;
  }

  override get isOver(): boolean {
    return this.done || this.ending;
  }

  override fire(): void {
    const { value, threw } = this;
    this.value = undefined;
    if (this.ending) this.settle(value, threw);
    else resume(this, value, threw);
  }

  react(value: unknown, threw: boolean): void {
    resume(this, value, threw);
  }

  settled(value: unknown, threw: boolean): void {
    goOn(this, value, threw, false);
  }
}

Object.defineProperty(Resumable.prototype, 'isCoroutine', { value: true });

/** Runs a coroutine to its next await. */
export function resume(coroutine: Resumable, value: unknown, threw: boolean): void {
  const { generator } = coroutine;
  if (generator === null || (coroutine.generation !== 0 && coroutine.generation !== simulation.generation)) return;
  const { agent, recorder } = simulation;
  if (coroutine.driving !== null) coroutine.driving.goesOn();
  // A store of a young object into the agent, which is old, costs 6 ns: only where something changes.
  const previous = agent.current;
  if (previous !== coroutine) agent.current = coroutine;
  // What the coroutine makes next (a timer, say) is placed behind its own last await.
  agent.site = coroutine.site;
  if (recorder !== null) recorder.resumed(coroutine, value, threw);
  let result: IteratorResult<unknown, unknown>;
  try {
    result = threw ? generator.throw(value) : nextOf.call(generator, value);
  } catch (error) {
    fail(coroutine, error);
    if (previous !== coroutine) agent.current = previous;
    return;
  }
  if (agent.recursion.deferred !== null) runChain(coroutine);
  finish(coroutine, result);
  if (previous !== coroutine) agent.current = previous;
}

/** The generator has stopped or returned. */
function finish(coroutine: Resumable, result: IteratorResult<unknown, unknown>): void {
  const { agent, recorder } = simulation;
  if (result.done) {
    if (recorder !== null) recorder.returned(coroutine, result.value, false);
    coroutine.ended(result.value, false);
  } else if (result.value === simulation.deep) stopAgent((failed) => goOnBehindAccess(coroutine, failed));
  else {
    coroutine.site = agent.site;
    coroutine.context = agent.context;
    coroutine.waited = true;
    if (coroutine.driving !== null) coroutine.driving.waits();
    coroutine.stopped(result.value);
    if (recorder !== null) recorder.stopped(coroutine, result.value);
  }
}

/** Runs a coroutine that has stopped before an access to shared memory, in the middle of a step. */
export function goOnBehindAccess(coroutine: Resumable, failed?: { readonly error: unknown }): void {
  const { generator } = coroutine;
  if (generator === null) return;
  const { agent } = simulation;
  const previous = agent.current;
  agent.current = coroutine;
  try {
    const result = failed === undefined ? nextOf.call(generator, undefined) : generator.throw(failed.error);
    if (agent.recursion.deferred !== null) runChain(coroutine);
    finish(coroutine, result);
  } catch (error) {
    fail(coroutine, error);
  }
  agent.current = previous;
}

/**
 * The generator has thrown.
 * @throws RangeError while the stack is too full to reject a promise: the caller gets the error itself
 */
function fail(coroutine: Resumable, error: unknown): void {
  const { recorder } = simulation;
  const { recursion } = simulation.agent;
  recursion.direct = false;
  if (recursion.deferred !== null) runChain(coroutine);
  try {
    if (isStackFull(error)) needStack();
    if (recorder !== null) recorder.returned(coroutine, error, true);
    coroutine.ended(error, true);
  } catch (full) {
    coroutine.lost();
    throw full;
  }
}

/** Starts the coroutines that the generator of `caller` has called directly before it stopped (see direct-call.ts), each when its caller has stopped. */
export function runChain(caller: Resumable): void {
  const { agent, recorder } = simulation;
  const { recursion, site } = agent;
  const outer = recursion.chained;
  const chain: {
    readonly coroutine: Resumable;
    readonly result: IteratorResult<unknown, unknown>;
    readonly site: number;
  }[] = [];
  for (;;) {
    const coroutine = recursion.deferred;
    if (coroutine === null) {
      const last = chain.pop();
      if (last === undefined) break;
      agent.current = last.coroutine;
      agent.site = last.site;
      finish(last.coroutine, last.result);
      continue;
    }
    recursion.deferred = null;
    recursion.chained = outer + chain.length + 1;
    agent.current = coroutine;
    agent.site = coroutine.site;
    if (recorder !== null) recorder.resumed(coroutine, undefined, false);
    try {
      const result = nextOf.call(coroutine.generator as Generator<unknown, unknown, unknown>, undefined);
      chain.push({ coroutine, result, site: agent.site });
    } catch (error) {
      fail(coroutine, error);
    }
  }
  recursion.chained = outer;
  agent.current = caller;
  agent.site = site;
}

/**
 * Resumes a coroutine by a job, or, if the await is late, by an event. An await may be late if it is of no promise in environment code, or
 * under the model `await`.
 * @param plain what it awaits is no promise
 */
export function goOn(coroutine: Resumable, value: unknown, threw: boolean, plain: boolean): void {
  const { site } = coroutine;
  const choice = latencyOf(coroutine, site, plain);
  if (choice === AS_EVENT) {
    coroutine.value = value;
    coroutine.threw = threw;
    addPending(coroutine, 'await', site);
  } else if (choice === AT_ONCE) goOnAtOnce(coroutine, value, threw, plain);
  else completeLater(coroutine, choice - AS_EVENT, () => goOnAtOnce(coroutine, value, threw, plain));
}

/** As `latency` answers. Only an await of no promise in environment code stands for the environment, and may complete some microtasks later. */
function latencyOf(coroutine: Resumable, site: number, plain: boolean): number {
  // without a site it is Lockstep's own await, around hooks and body
  if (simulation.mode === OUTSIDE || site < 0) return AT_ONCE;
  if (plain && siteTable.origins[site] === ENVIRONMENT) return latency(coroutine, 'await', site);
  const mayBeSlow = simulation.everyAwaitMayBeSlow && (!simulation.onlyOwnAwaits || siteTable.origins[site] === OWN);
  return mayBeSlow && isLate(coroutine, 'await', site) ? AS_EVENT : AT_ONCE;
}

function goOnAtOnce(coroutine: Resumable, value: unknown, threw: boolean, plain: boolean): void {
  if (plain && simulation.tracking.on) creditTo(coroutine, coroutine.site);
  enqueue(threw ? RESUME_THROW : RESUME, coroutine, value);
}

/**
 * The operation at `site` has completed at once: what the coroutine touches next in this step is credited to it. Had the operation been late,
 * the coroutine would have touched the same in the operation's own step.
 */
export function creditTo(coroutine: Strand, site: number): void {
  coroutine.atOnceSite = site;
  coroutine.atOnceStep = simulation.steps;
}

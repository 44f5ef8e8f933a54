// The coroutine inside an async generator (ECMAScript 27.6): a queue of requests around a generator whose yields and awaits are told apart
// by `$.yielded`.

import { awaitValue } from './await';
import { AS_EVENT, AT_ONCE } from './decision-log';
import { stopAgent } from './deep/stop';
import { Delegated, ForcedReturn, ReturnRequest } from './delegation';
import { beginsToWork } from './driving';
import { completeLater } from './microtasks-later';
import { addPending, expectRejection, newGeneration } from './pending';
import {
  type ControlledPromise,
  newPromise,
  Reaction,
  rejectPromise,
  resolvePromise,
  setOrigin,
  subscribe,
} from './promise';
import { promiseResolve } from './promise-prototype';
import { Promise as ControlledConstructor } from './promise-statics';
import { latency } from './questions';
import { goOnBehindAccess, Resumable, resume, runChain } from './resumable';
import { OUTSIDE, simulation } from './simulation';

export type Completion = 'next' | 'throw' | 'return';

interface Request {
  readonly completion: Completion;
  readonly value: unknown;
  readonly promise: ControlledPromise<unknown>;
}

const SUSPENDED_START = 0;
const SUSPENDED_YIELD = 1;
const EXECUTING = 2;
const COMPLETED = 3;

/** The coroutine inside an async generator object. */
export class Producer extends Resumable {
  state = SUSPENDED_START;
  readonly queue: Request[] = [];
  /** Suspended in a `yield*`: a return goes to the inner iterator first. */
  private delegating = false;

  override get name(): string {
    return 'async generator';
  }

  constructor(generator: Generator<unknown, unknown, unknown>, site: number) {
    super(generator, site, false);
  }

  /** Adds a request and starts on it if the generator is idle. */
  request(completion: Completion, value: unknown): ControlledPromise<unknown> {
    const promise = newPromise();
    this.queue.push({ completion, value, promise });
    if (this.queue.length === 1 && this.state !== EXECUTING) {
      // Each request runs on behalf of whoever made it.
      this.owner = simulation.agent.current;
      this.task = null as never;
      this.inherits = false;
      this.done = false;
      if (simulation.mode !== OUTSIDE) {
        simulation.agent.fresh.push(this);
        beginsToWork(this);
      }
      setOrigin(promise, this);
      this.serve();
    } else if (this.queue.length === 1) setOrigin(promise, this);
    return promise;
  }

  private serve(): void {
    for (;;) {
      const head = this.queue[0];
      if (head === undefined) {
        this.done = true;
        return;
      }
      if (this.state === SUSPENDED_START && head.completion !== 'next') this.complete();
      if (this.state === COMPLETED) {
        if (head.completion === 'next') {
          this.answer(undefined, false, true);
          continue;
        }
        if (head.completion === 'throw') {
          this.answer(head.value, true, true);
          continue;
        }
        this.awaitReturn(head.value);
        return;
      }
      const fresh = this.state === SUSPENDED_START;
      this.state = EXECUTING;
      if (head.completion === 'return' && !fresh) this.returnInto(head.value);
      else resume(this, head.value, head.completion === 'throw');
      return;
    }
  }

  private complete(): void {
    this.state = COMPLETED;
    this.generator = null;
  }

  /** `return(value)` while suspended at a yield: the value is awaited, then the generator returns with it. */
  private returnInto(value: unknown): void {
    const { generation } = this;
    settleWith(
      value,
      (result) => {
        if (generation !== 0 && generation !== simulation.generation) return;
        if (this.delegating) resume(this, new ReturnRequest(result), false);
        else this.forceReturn(result);
      },
      (reason) => resume(this, reason, true),
    );
  }

  private forceReturn(value: unknown): void {
    const { generator } = this;
    if (generator === null) return;
    const previous = simulation.agent.current;
    simulation.agent.current = this;
    let result: IteratorResult<unknown, unknown>;
    try {
      result = generator.return(value);
    } catch (error) {
      this.ended(error, true);
      simulation.agent.current = previous;
      return;
    }
    if (simulation.agent.recursion.deferred !== null) runChain(this);
    if (result.done) this.ended(result.value, false);
    else if (result.value === simulation.deep) stopAgent((failed) => goOnBehindAccess(this, failed));
    else {
      this.site = simulation.agent.site;
      this.stopped(result.value);
    }
    simulation.agent.current = previous;
  }

  /** `return(value)` of a generator that is over: the value is awaited and becomes the answer. */
  private awaitReturn(value: unknown): void {
    this.state = EXECUTING;
    const over = (result: unknown, threw: boolean) => {
      this.complete();
      this.answer(result, threw, true);
      this.serve();
    };
    settleWith(
      value,
      (result) => over(result, false),
      (reason) => over(reason, true),
    );
  }

  override stopped(value: unknown): void {
    if (!simulation.agent.yielding) {
      if (value instanceof ForcedReturn) this.forceReturn(value.value);
      else awaitValue(this, value);
      return;
    }
    simulation.agent.yielding = false;
    this.state = SUSPENDED_YIELD;
    this.delegating = value instanceof Delegated;
    this.deliver(value instanceof Delegated ? value.value : value, false, false);
  }

  override ended(value: unknown, threw: boolean): void {
    simulation.agent.yielding = false;
    this.complete();
    this.deliver(value, threw, true);
  }

  /** Gives the step's result to the first request: in environment code at once or late, by choice. */
  private deliver(value: unknown, threw: boolean, done: boolean): void {
    const site = this.functionSite;
    const drives = this.driving?.ends();
    this.driving = null;
    const choice = this.isFake && !drives ? latency(this, 'completion', site) : AT_ONCE;
    if (choice === AT_ONCE) {
      this.answer(value, threw, done);
      this.serve();
      return;
    }
    this.ending = true;
    this.over = done;
    if (this.state !== COMPLETED) this.state = EXECUTING;
    if (choice === AS_EVENT) {
      this.value = value;
      this.threw = threw;
      addPending(this, 'completion', site);
    } else {
      expectRejection(value);
      completeLater(this, choice - AS_EVENT, () => this.settle(value, threw));
    }
  }

  private over = false;

  override settle(value: unknown, threw: boolean): void {
    this.ending = false;
    if (!this.over) this.state = SUSPENDED_YIELD;
    this.answer(value, threw, this.over);
    this.serve();
  }

  private answer(value: unknown, threw: boolean, done: boolean): void {
    const { promise } = this.queue.shift() as Request;
    if (threw) rejectPromise(promise, value);
    else resolvePromise(promise, { value, done });
  }
}

/** Await outside a generator: calls one of the handlers when `value` is settled. */
function settleWith(
  value: unknown,
  onFulfilled: (value: unknown) => void,
  onRejected: (reason: unknown) => void,
): void {
  let promise: ControlledPromise<unknown>;
  try {
    promise = promiseResolve(ControlledConstructor, value);
  } catch (error) {
    promise = newPromise();
    rejectPromise(promise, error);
  }
  subscribe(promise, new Reaction(onFulfilled, onRejected, null, null, simulation.agent.current, newGeneration()));
}

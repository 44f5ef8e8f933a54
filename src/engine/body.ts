// The body of an iteration: calls the body, and knows whether what the body returned is settled.

import { subscribeNative } from './arrivals';
import { callBack } from './deep/drive';
import { CALLBACK } from './job-queue';
import { isControlled, markHandled, originOf, PENDING, REJECTED, stateOf, valueOf } from './promise';
import { simulation } from './simulation';

export class Body {
  /** What the body returned. */
  private result: unknown;
  /** Its synchronous part runs. */
  private runs = false;
  /** If the body returned a promise that is not ours: whether that promise is settled. */
  private foreign: { done: boolean } | null = null;

  constructor(private readonly body: () => unknown) {}

  /**
   * The body starts as a job, as that of a plain test does: its first promise jobs run before its first ticks. In code that a macrotask calls
   * it is the other way round.
   */
  enqueue(): void {
    simulation.agent.jobs.enqueue(CALLBACK, start, undefined);
  }

  /** Runs the body's synchronous start, as the root task. */
  start(): void {
    const { agent } = simulation;
    const { body } = this;
    agent.entering = true;
    this.runs = true;
    callBack(body, undefined, [], (result, threw) => this.started(result, threw));
    agent.current = null;
    agent.context = null;
  }

  private started(result: unknown, threw: boolean): void {
    const { agent } = simulation;
    this.runs = false;
    try {
      if (threw) throw result;
      this.result = result;
      if (isControlled(this.result)) {
        markHandled(this.result);
        // The body's own coroutine is the root task.
        const origin = originOf(this.result);
        if (origin !== null && origin.task === null) origin.inherits = true;
      } else if (isThenable(this.result)) this.adoptForeign(this.result);
    } catch (error) {
      simulation.fail({ kind: 'error', error, task: '0', site: agent.site, waiting: [] });
    }
    agent.entering = false;
  }

  /** Whether the body has ended; what it has thrown becomes the failure. */
  hasEnded(): boolean {
    if (this.runs) return false;
    if (this.foreign !== null) return this.foreign.done;
    const { result } = this;
    if (!isControlled(result)) return true;
    const state = stateOf(result);
    if (state === PENDING) return false;
    if (state === REJECTED) {
      const site = simulation.agent.throwSite;
      simulation.fail({ kind: 'error', error: valueOf(result), task: '0', site, waiting: [] });
    }
    return true;
  }

  /** The body returned a promise that is not ours: it was not instrumented, or came from a native function. */
  private adoptForeign(promise: PromiseLike<unknown>): void {
    const settled = { done: false };
    this.foreign = settled;
    const site = -1;
    subscribeNative(
      promise,
      site,
      () => {
        settled.done = true;
      },
      (error) => {
        settled.done = true;
        simulation.fail({ kind: 'error', error, task: '0', site, waiting: [] });
      },
    );
  }
}

/** One function for all bodies: a new one for each costs a fortieth of a short schedule. */
const start = (): void => simulation.body.start();

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

// What arrives from outside control: native promises that code under control waits for. The iteration is parked until one settles. Arrivals
// run before any choice, in the order in which they came.

import type { Agent } from './agent';
import { NATIVE } from './decision-log';
import { ALONE, type EventSource, type Offer, OPEN } from './event-source';
import { OUTSIDE, simulation } from './simulation';
import { Strand } from './strand';

/** A native promise that has settled. */
export class Arrival extends Strand {
  constructor(
    site: number,
    /** 1-based number of the wait within the iteration. */
    readonly number: number,
    private readonly source: Arrivals,
    agent: Agent,
    private readonly run: () => void,
  ) {
    super(null, simulation.generation, site);
    this.kind = 'native';
    this.task = agent.root.task;
  }

  override fire(): void {
    const options = this.source.take();
    simulation.decisions.note(NATIVE, options, this.number, this.site);
    simulation.recorder?.arrived(this, options);
    this.run();
  }
}

export class Arrivals implements EventSource {
  private readonly queue: Arrival[] = [];
  private waits = 0;
  /** Sites of the waits of this iteration for which nothing has come, by number. */
  private readonly waiting = new Map<number, number>();

  get outstanding(): number {
    return this.waiting.size;
  }

  get empty(): boolean {
    return this.queue.length === 0;
  }

  offer(enabled: Strand[]): Offer {
    const first = this.queue[0];
    if (first === undefined) return OPEN;
    enabled.push(first);
    return ALONE;
  }

  /** Removes the first arrival; returns how many there were. */
  take(): number {
    this.queue.shift();
    return this.queue.length + 1;
  }

  /**
   * A wait begins: returns what is to be called with the work to do when its completion comes. The wait is not under control if something real
   * has come meanwhile. If not, code under control has brought about the completion, so that its time is the schedule's.
   */
  expect(site: number): (run: () => void) => void {
    const { generation, agent } = simulation;
    const { sources } = agent;
    const number = ++this.waits;
    const { completions } = sources;
    this.waiting.set(number, site);
    return (run) => {
      if (generation !== simulation.generation) return;
      this.waiting.delete(number);
      if (sources.completions !== completions) simulation.countUncontrolled(sources.causeOr(site));
      this.queue.push(new Arrival(site, number, this, agent, run));
      sources.activate(this);
      simulation.wake();
    };
  }

  /** What has not come will not come: all such waits count as not under control. */
  countOutstanding(): void {
    for (const site of this.waiting.values()) simulation.countUncontrolled(site);
  }

  reset(): void {
    if (this.queue.length !== 0) this.queue.length = 0;
    if (this.waits === 0) return;
    this.waits = 0;
    this.waiting.clear();
  }

  keepsAlive(): boolean {
    return !this.empty || this.waiting.size !== 0;
  }

  /** A native promise may still be settled, by whatever made it. */
  alive(): boolean {
    return this.waiting.size !== 0;
  }
}

/** Subscribes to a promise that is not ours; inside an iteration its completion becomes an arrival. */
export function subscribeNative(
  promise: PromiseLike<unknown>,
  site: number,
  onFulfilled: (value: unknown) => void,
  onRejected: (reason: unknown) => void,
): void {
  if (simulation.mode === OUTSIDE) {
    promise.then(onFulfilled, onRejected);
    return;
  }
  const arrive = simulation.agent.arrivals.expect(site);
  try {
    promise.then(
      (value) => arrive(() => onFulfilled(value)),
      (reason) => arrive(() => onRejected(reason)),
    );
  } catch (error) {
    // The promise has a `then` of its own.
    arrive(() => onRejected(error));
  }
}

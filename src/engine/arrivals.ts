// What arrives from outside control: native promises that code under control waits for. The iteration is parked until one settles. Arrivals
// run before any choice, in the order in which they came.

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
    private readonly run: () => void,
  ) {
    super(null, simulation.generation, site);
    this.kind = 'native';
    this.task = simulation.rootTask;
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
  private arrived = 0;
  /** Waits up to this number hold nothing up any more. */
  private givenUp = 0;

  /** Waits of this iteration for which nothing has come, including those that were given up. */
  get outstanding(): number {
    return this.waits - this.arrived;
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

  /** Nothing has come for a long time: what is waited for now does not hold up virtual timers any longer. */
  giveUp(): void {
    this.givenUp = this.waits;
    simulation.outside = 0;
  }

  /** A wait begins: returns what is to be called with the work to do when its completion comes. */
  expect(site: number): (run: () => void) => void {
    const { generation } = simulation;
    const number = ++this.waits;
    simulation.outside++;
    simulation.countUncontrolled(site);
    return (run) => {
      if (generation !== simulation.generation) return;
      this.arrived++;
      if (number > this.givenUp) simulation.outside--;
      this.queue.push(new Arrival(site, number, this, run));
      simulation.agent.sources.activate(this);
      simulation.wake();
    };
  }

  reset(): void {
    if (this.queue.length !== 0) this.queue.length = 0;
    this.waits = this.arrived = this.givenUp = 0;
  }

  alive(): boolean {
    return false;
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

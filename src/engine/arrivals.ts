// What arrives from outside control: native promises that code under control waits for. The iteration is parked until one settles. Arrivals
// run before any choice. If several have come, and came each by itself, it is a choice which is taken first. A run that repeats another one
// takes them in the recorded order, and waits for the one whose turn it is.

import type { Agent } from './agent';
import { NATIVE } from './decision-log';
import { ALONE, AWAY, type Completion, type EventSource, type Offer, OPEN } from './event-source';
import { OUTSIDE, simulation } from './simulation';
import { Strand } from './strand';
import type { TakenArrival } from './taken-arrival';

/** A native promise that has settled. */
export class Arrival extends Strand {
  constructor(
    site: number,
    /** 1-based number of the wait within the iteration. */
    readonly number: number,
    /** The real work that has brought it, if it need not stay behind what came before it. */
    readonly completion: Completion | null,
    private readonly source: Arrivals,
    agent: Agent,
    private readonly run: () => void,
  ) {
    super(null, simulation.generation, site);
    this.kind = 'native';
    this.task = agent.root.task;
  }

  override fire(): void {
    const options = this.source.take(this);
    simulation.decisions.note(NATIVE, options, this.number, this.site);
    simulation.recorder?.arrived(this, options);
    this.run();
  }
}

/** Nothing is to be taken now. */
const NONE = -1;
/** The one whose turn it is has not come. */
const WAIT = -2;

export class Arrivals implements EventSource {
  private readonly queue: Arrival[] = [];
  private waits = 0;
  /** Sites of the waits of this iteration for which nothing has come, by number. */
  private readonly waiting = new Map<number, number>();
  /** In the order in which they were taken. */
  private taken: TakenArrival[] = [];
  /** The run takes another course than the one that it repeats: it no longer waits. */
  private isLost = false;

  get outstanding(): number {
    return this.waiting.size;
  }

  get empty(): boolean {
    return this.queue.length === 0;
  }

  /** Something has come that may be taken now. */
  get ready(): boolean {
    const recorded = this.recorded();
    if (recorded === null || this.empty) return !this.empty;
    return recorded.step <= simulation.steps + 1 && this.indexOf(recorded) >= 0;
  }

  /** Others may come in the same moment, and one of them may be taken first. */
  get gathers(): boolean {
    const last = this.queue[this.queue.length - 1];
    return simulation.limits.takeArrival !== null && last?.completion != null && this.waiting.size > 0;
  }

  /** What has been taken in this iteration. */
  get order(): readonly TakenArrival[] {
    return this.taken;
  }

  offer(enabled: Strand[]): Offer {
    const index = this.indexOfNext();
    if (index === WAIT) return AWAY;
    if (index === NONE) return OPEN;
    enabled.push(this.queue[index] as Arrival);
    return ALONE;
  }

  /** Removes an arrival; returns how many waits have begun, which does not depend on how fast things are. */
  take(arrival: Arrival): number {
    this.queue.splice(this.queue.indexOf(arrival), 1);
    this.taken.push({ step: simulation.steps, number: arrival.number });
    return this.waits;
  }

  /** Index of the arrival that is taken now. */
  private indexOfNext(): number {
    const { length } = this.queue;
    const recorded = this.recorded();
    if (recorded !== null) {
      if (recorded.step > simulation.steps + 1) return NONE;
      const index = this.indexOf(recorded);
      if (index >= 0) return index;
      if (this.waiting.has(recorded.number)) return WAIT;
      this.isLost = true;
    }
    if (length < 2 || simulation.limits.takeArrival === null) return length === 0 ? NONE : 0;
    const first = this.candidates();
    if (first.length === 1) return 0;
    simulation.choices++;
    simulation.picks++;
    return first[simulation.limits.takeArrival(first.length)] as number;
  }

  /** The arrival that comes next in the run that this one repeats; null if nothing is known of it. */
  private recorded(): TakenArrival | null {
    const { arrivals } = simulation.limits;
    return arrivals === null || this.isLost ? null : (arrivals[this.taken.length] ?? null);
  }

  private indexOf({ number }: TakenArrival): number {
    for (let i = 0; i < this.queue.length; i++) if (this.queue[i]?.number === number) return i;
    return -1;
  }

  /** Arrivals that might have been the first: what brought them was under way when those before them came. */
  private candidates(): number[] {
    const found = [0];
    for (let i = 1; i < this.queue.length; i++) {
      const own = this.queue[i]?.completion ?? null;
      let isFree = own !== null;
      for (let j = 0; j < i && isFree; j++) {
        const other = this.queue[j]?.completion ?? null;
        isFree = other !== null && own !== null && own.id < other.newest && own.id !== other.id;
      }
      if (isFree) found.push(i);
    }
    return found;
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
    if (simulation.limits.arrivals !== null) sources.activate(this);
    return (run) => {
      if (generation !== simulation.generation) return;
      this.waiting.delete(number);
      const isReal = sources.completions !== completions;
      if (isReal) simulation.countUncontrolled(sources.causeOr(site));
      this.queue.push(new Arrival(site, number, isReal ? sources.completion() : null, this, agent, run));
      sources.activate(this);
      simulation.wake();
    };
  }

  /** What has not come will not come: all such waits count as not under control. */
  countOutstanding(): void {
    for (const site of this.waiting.values()) simulation.countUncontrolled(site);
  }

  /** The one that is waited for does not come. */
  giveUp(): void {
    this.isLost = true;
  }

  reset(): void {
    if (this.queue.length !== 0) this.queue.length = 0;
    if (this.waits === 0) return;
    this.waits = 0;
    this.isLost = false;
    this.taken = [];
    this.waiting.clear();
  }

  /** What is repeated comes at its step. */
  isSteady(): boolean {
    return this.empty && simulation.limits.arrivals === null;
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

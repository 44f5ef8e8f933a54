// What a worker tells its parent: that it is online, that it has failed, that it has ended. These events come in order, each as an event of
// the parent's loop.

import { type EventSource, type EventSources, type Offer, OPEN } from '../../engine/event-source';
import { number } from '../../engine/pending';
import { PARKED, simulation } from '../../engine/simulation';
import { Strand } from '../../engine/strand';
import { Task } from '../../engine/task';
import { uncaught } from '../../engine/uncaught';
import { newChannel } from '../channels';
import type { HostAgent } from '../host-agent';
import { callHere } from '../native-call';

class Told extends Strand {
  constructor(
    override task: Task,
    override readonly channel: number,
    site: number,
    private readonly queue: Told[],
    /** What it is called. */
    private readonly what: string,
    /** Where the worker was made. */
    private readonly madeAt: number,
    /** It comes before the worker's messages. */
    readonly isFirst: boolean,
    private readonly tell: () => void,
  ) {
    super(null, simulation.generation, site);
    this.kind = 'message';
  }

  override get name(): string {
    return this.task.name;
  }

  override fire(): void {
    this.queue.shift();
    simulation.recorder?.told(this.what, this.madeAt);
    try {
      this.tell();
    } catch (error) {
      uncaught(error);
    }
  }
}

/** The events of one worker, for its parent. */
export class WorkerEvents {
  readonly queue: Told[] = [];
  /** The worker keeps its parent alive. */
  referenced = true;
  /** The worker's termination, which comes when it likes. */
  termination: Strand | null = null;
  /** Who waits for its end, in words; null: nobody does. */
  awaited: () => string | null = () => null;
  readonly task: Task;
  /** Site of `new Worker`, in a recorded run; else the same as `site`. */
  readonly madeAt: number;
  private readonly channel = newChannel();
  private isOver = false;
  /** It is among those that have something to offer. */
  isBusy = false;

  /**
   * @param parent the agent that has started the worker
   * @param site of the task that has made the worker
   */
  constructor(
    private readonly parent: HostAgent,
    readonly site: number,
    name: string,
  ) {
    const { current, root } = parent;
    const starter = (current ?? root).task ?? root.task;
    this.task = new Task(simulation.tasks++, starter, ++starter.forks, site, { name: `events of ${name}` }, parent);
    this.madeAt = simulation.recorder === null ? site : callHere('WORKER', 'new Worker', site);
    simulation.recorder?.forked(this.task);
    parent.news.add(this);
  }

  get keepsAlive(): boolean {
    return this.referenced && !this.isOver;
  }

  /**
   * The parent is to be told, after what it was told before.
   * @param what the event of the Worker object, or `output`
   * @param isFirst undisturbed, it comes before the worker's messages, which have a port of their own, and not behind them
   */
  push(what: string, tell: () => void, isFirst = false): void {
    const { task, channel, site, queue, madeAt } = this;
    const told = new Told(task, channel, site, queue, what, madeAt, isFirst, tell);
    number(told);
    this.queue.push(told);
    this.parent.news.has(this);
    if (simulation.mode === PARKED) simulation.wake();
  }

  /** The worker is to be terminated. */
  terminates(termination: Strand): void {
    this.termination = termination;
    this.parent.news.has(this);
  }

  /** The last event has been told. */
  end(): void {
    this.isOver = true;
    this.parent.news.remove(this);
  }
}

/** The events of all workers that an agent has started. */
export class WorkerNews {
  private workers: WorkerEvents[] = [];
  /** Those that have something to offer, in the order of the workers. */
  private busy: WorkerEvents[] = [];

  /** What comes before messages. */
  readonly before: EventSource = {
    offer: (enabled) => this.offer(enabled, true),
    isSteady: () => true,
    keepsAlive: () => this.workers.some((one) => one.keepsAlive),
    reset: () => this.reset(),
    alive: () => false,
    awaited: () => this.workers.map((one) => one.awaited()).filter((text) => text !== null),
  };

  /** What comes behind them. */
  readonly after: EventSource = {
    offer: (enabled) => this.offer(enabled, false),
    offerMeanwhile: (enabled) => this.offerTerminations(enabled),
    isSteady: () => true,
    reset: () => {},
    alive: () => false,
  };

  constructor(private readonly sources: EventSources) {}

  add(events: WorkerEvents): void {
    this.workers.push(events);
    this.activate();
  }

  remove(events: WorkerEvents): void {
    this.workers = this.workers.filter((one) => one !== events);
  }

  /** A worker has something to tell, or is to be terminated. */
  has(events: WorkerEvents): void {
    this.activate();
    if (events.isBusy) return;
    events.isBusy = true;
    const { busy } = this;
    let at = busy.length;
    while (at > 0 && (busy[at - 1] as WorkerEvents).task.index > events.task.index) at--;
    busy.splice(at, 0, events);
  }

  private activate(): void {
    this.sources.activate(this.before);
    this.sources.activate(this.after);
  }

  private offer(enabled: Strand[], isFirst: boolean): Offer {
    const { busy } = this;
    let kept = 0;
    for (let i = 0; i < busy.length; i++) {
      const events = busy[i] as WorkerEvents;
      const { queue, termination } = events;
      events.isBusy = queue.length > 0 || termination !== null;
      if (events.isBusy) busy[kept++] = events;
      if (queue[0]?.isFirst === isFirst) enabled.push(queue[0]);
      if (termination !== null && !isFirst) enabled.push(termination);
    }
    busy.length = kept;
    return OPEN;
  }

  /** The end of a worker does not wait for the agent that has asked for it. */
  private offerTerminations(enabled: Strand[]): void {
    for (const { termination } of this.busy) if (termination !== null) enabled.push(termination);
  }

  private reset(): void {
    this.workers = [];
    this.busy = [];
  }
}

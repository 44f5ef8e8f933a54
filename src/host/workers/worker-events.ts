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
    this.parent.news.activate();
    if (simulation.mode === PARKED) simulation.wake();
  }

  /** The worker is to be terminated. */
  terminates(termination: Strand): void {
    this.termination = termination;
    this.parent.news.activate();
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

  /** What comes before messages. */
  readonly before: EventSource = {
    offer: (enabled) => this.offer(enabled, true),
    keepsAlive: () => this.workers.some((one) => one.keepsAlive),
    reset: () => this.reset(),
    alive: () => false,
    awaited: () => this.workers.map((one) => one.awaited()).filter((text) => text !== null),
  };

  /** What comes behind them. */
  readonly after: EventSource = {
    offer: (enabled) => this.offer(enabled, false),
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

  activate(): void {
    this.sources.activate(this.before);
    this.sources.activate(this.after);
  }

  private offer(enabled: Strand[], isFirst: boolean): Offer {
    const { workers } = this;
    for (let i = 0; i < workers.length; i++) {
      const { queue, termination } = workers[i] as WorkerEvents;
      if (queue[0]?.isFirst === isFirst) enabled.push(queue[0]);
      if (termination !== null && !isFirst) enabled.push(termination);
    }
    return OPEN;
  }

  private reset(): void {
    this.workers = [];
  }
}

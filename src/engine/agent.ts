// An agent as ECMAScript has it (9.7): one event loop. It has its own job queues, event sources, rejections and execution context. Within a
// step its code is atomic, unless it stops at shared memory. The host makes the agents and adds their timers and clocks.

import { Arrivals } from './arrivals';
import type { AsyncContext } from './async-context';
import type { SharedAccess } from './deep/shared-access';
import { EventSources } from './event-source';
import { JobQueue } from './job-queue';
import { LoopGuard } from './loop-guard';
import { Recursion } from './recursion';
import { Rejections } from './rejections';
import type { Strand } from './strand';
import type { Task } from './task';
import { TickQueue } from './tick-queue';
import { failUncaught, failUnhandled } from './uncaught-failures';

/** An agent in the middle of a step. Until it goes on, nothing else runs in that agent: no job, no event. */
export interface Stop {
  /** Adds the strand with which the step goes on, if it may go on now. */
  offer(enabled: Strand[]): void;
  /** Adds the strand with which it goes on when its time is over. */
  offerTime?(enabled: Strand[]): void;
  /** The step in which the agent has stopped is over. */
  begin?(): void;
  /** What it offers changes only when its agent is roused. */
  isSteady?(): boolean;
  /** What it waits for, in words. */
  readonly waitsFor?: string | undefined;
  /** The task whose step it is; null if that is not known. */
  readonly task?: Task | null;
  /** Where it stands. */
  readonly site?: number;
}

export class Agent {
  readonly jobs: JobQueue;
  readonly ticks = new TickQueue();
  readonly rejections = new Rejections();
  readonly arrivals = new Arrivals();
  readonly sources = new EventSources(this);
  readonly loop = new LoopGuard();
  readonly recursion = new Recursion();

  // The execution context: what is true of the code that runs. Otherwise each of these would be a parameter of every user function.

  /** The strand that runs. */
  current: Strand | null = null;
  /** What AsyncLocalStorage holds. */
  context: AsyncContext | null = null;
  /** Site of the last await, yield or loop that was reached: `$.at` says where the generator is about to stop. */
  site = -1;
  /** `$.yielded` says that the generator is about to stop at a yield and not at an await. */
  yielding = false;
  /** The body or a hook is being called: the next coroutine is that function's own, and its end is no environment operation. */
  entering = false;
  /** Where the coroutine that threw last had waited before. */
  throwSite = -1;
  /** The strand of its first task: what runs for the agent where nothing else is known. */
  root: Strand = null as unknown as Strand;
  /** Its code has stopped in the middle of a step, or null. */
  stopped: Stop | null = null;
  /** The access to shared memory that its code has come to: what a generator of a deep file is about to stop at. */
  access: SharedAccess | null = null;
  /** It has come to its end before the iteration. */
  isOver = false;
  /** Position among the agents of the iteration: 0 is the main agent. */
  index = 0;
  /** It still offers what it has offered, and is not asked until it is roused. */
  isSteady = false;
  /** It is steady, and offers nothing. */
  isAsleep = false;
  /** What it offers as long as it is steady: by itself, and when others rest. */
  offered: readonly Strand[] = [];
  offeredAtRest: readonly Strand[] = [];
  /** Where that begins and ends in the list of the last question. */
  from = 0;
  to = 0;
  /** Late operations of the agent, as they were found by the question of this number. */
  readonly late: Strand[] = [];
  lateIn = 0;
  /** The question in which nothing more of it may run. */
  closedIn = 0;
  /** Strands that the current job has created. Their tasks are decided when it ends. */
  readonly fresh: Strand[] = [];

  /**
   * @param runOutside puts one turn of the job queue on the native microtask queue (outside an iteration)
   * @param name what reports call it
   */
  constructor(
    runOutside: () => void,
    readonly name = 'main',
  ) {
    this.jobs = new JobQueue(runOutside);
  }

  /** `main`, `agent 2 (worker counter.js)`. */
  get label(): string {
    return this.index === 0 ? this.name : `agent ${this.index} (${this.name})`;
  }

  /** What it waits for that its sources do not bring, in words: for reports of deadlocks. */
  get awaited(): readonly string[] {
    return this.sources.awaited;
  }

  /** Its code has thrown what nobody catches. In the main agent that ends the iteration. */
  uncaught(error: unknown): void {
    failUncaught(error);
  }

  /** A promise of its code was rejected, and nobody listens. */
  unhandled(reason: unknown): void {
    failUnhandled(reason);
  }

  /** A new iteration begins. */
  begin(): void {
    this.site = this.throwSite = -1;
    this.context = null;
  }

  /** The iteration is over: nothing that it left behind ever runs. */
  clear(): void {
    this.current = this.stopped = this.access = null;
    // Setting the length of an empty array costs 15 ns.
    if (this.fresh.length !== 0) this.fresh.length = 0;
    this.jobs.clear();
    this.ticks.clear();
    this.rejections.clear();
    this.arrivals.reset();
    this.sources.reset();
    this.recursion.clear();
    if (this.late.length !== 0) this.late.length = 0;
  }
}

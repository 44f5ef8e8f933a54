// An agent as Node has it: with timers, a check phase, a clock and randomness.

import { Agent } from '../engine/agent';
import type { EventSource } from '../engine/event-source';
import { runOutside } from '../engine/job-runner';
import { OUTSIDE, simulation } from '../engine/simulation';
import { ClockReads } from './clock-reads';
import { Files } from './files/files';
import { Idle } from './idle';
import { CheckPhase, Immediates } from './immediates';
import { KeptTargets } from './kept-targets';
import { LockTable } from './locks/lock-table';
import { Messages } from './messages/messages';
import { NativeContexts } from './native-contexts';
import { NativeTurn } from './native-turn';
import { NativeWork } from './native-work';
import { Outside } from './outside';
import { Randomness } from './randomness';
import { AsyncWaits } from './shared/async-waits';
import { Timeline } from './timeline';
import { Timers } from './timers';
import type { WorkerLoader } from './workers/loader';
import { WorkerNews } from './workers/worker-events';

export interface AgentOptions {
  /** How far its time of day is ahead of the main agent's, in ms; negative: behind. Default 0. */
  readonly skew?: number;
  /** What reports call it. Default `main`. */
  readonly name?: string;
}

export class HostAgent extends Agent {
  private readonly phase = new CheckPhase();
  readonly immediates = new Immediates(this.phase, () => this.messages.checks());
  readonly waits = new AsyncWaits();
  readonly idle = new Idle();
  /** Ports, and what they deliver. */
  readonly messages: Messages;
  /** What workers tell the agent that has started them. */
  readonly news = new WorkerNews(this.sources);
  readonly timers = new Timers(this.immediates, () => this.messages.isWaiting);
  /** Real work is one ledger for all agents. */
  readonly work: NativeWork;
  /** All agents share them. */
  readonly contexts: NativeContexts;
  readonly clockReads: ClockReads;
  readonly randomness = new Randomness();
  readonly timeline = new Timeline();
  readonly kept = new KeptTargets();
  /** All agents share them. */
  readonly locks: LockTable;
  /** Those of the main agent are the simulation's. */
  readonly files = new Files(() => this.randomness.random());
  /** The number of the executor of environment code that is being called, or 0: a timer that it sets is the latency of an answer. */
  answering = 0;
  /** Executors of environment code that have been called. */
  answers = 0;
  /** The runtime object as environment code of this agent sees it; made when the first such file is loaded. */
  environmentView: object | null = null;

  /** The first agent is the main one. One that is made in an iteration draws random values of its own. @param options see `AgentOptions` */
  constructor({ skew = 0, name = 'main' }: AgentOptions = {}) {
    super(runOutside, name);
    this.clockReads = new ClockReads(skew);
    const main = simulation.agents[0] as HostAgent | undefined;
    this.locks = main?.locks ?? new LockTable();
    this.contexts = main?.contexts ?? new NativeContexts();
    if (simulation.mode !== OUTSIDE) this.randomness.seedFrom(hostAgent().randomness);
    const { arrivals, phase, timers, immediates, idle, news, waits, sources } = this;
    this.messages = new Messages(this, main);
    const { before, after } = this.messages;
    this.work =
      main?.work ??
      new NativeWork(
        () => turn.want(),
        () => sources.activate(outside),
      );
    const turn = new NativeTurn(this.work, sources);
    const outside = new Outside(this.work);
    // Real work is one ledger for all agents: what it holds back, the main agent says.
    const ofMain = (source: EventSource): readonly EventSource[] => (main === undefined ? [source] : []);
    sources.add(
      arrivals,
      ...ofMain(turn),
      phase,
      timers.phase,
      news.before,
      before,
      news.after,
      waits,
      immediates,
      after,
      ...ofMain(outside),
      idle,
      timers,
    );
  }

  /** How workers that this agent starts load their modules; null where nobody knows. */
  loader: WorkerLoader | null = null;
  /** How far the time of day of workers may be off, in ms; in the main agent. */
  workerSkew = 0;
  /** What stands behind the Worker objects of all agents; in the main agent. */
  readonly workers = new WeakMap<object, object>();
  /** `setEnvironmentData`: what workers inherit. */
  readonly environmentData = new Map<unknown, unknown>();

  /** Gives the clock back, which the test has taken into its hands; null while nobody has it. */
  release: (() => void) | null = null;

  override clear(): void {
    super.clear();
    this.files.reset();
    this.release?.();
    this.timeline.clear();
    if (this.environmentData.size !== 0) this.environmentData.clear();
    this.kept.clear();
    if (this.index === 0) this.locks.reset();
    else if (simulation.mode !== OUTSIDE) this.locks.left(this);
  }

  override get awaited(): readonly string[] {
    return this.index === 0 ? [...this.locks.awaited, ...super.awaited] : super.awaited;
  }

  override begin(): void {
    super.begin();
    this.clockReads.shift = 0;
    if (this.index === 0) this.work.iteration();
  }
}

/** The agent that the test runs in. */
export function mainAgent(): HostAgent {
  return simulation.agents[0] as HostAgent;
}

/** The agent whose code runs. */
export function hostAgent(): HostAgent {
  return simulation.agent as HostAgent;
}

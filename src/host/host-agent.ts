// The main agent as Node has it: an agent with timers, a check phase, a clock and randomness.

import { Agent } from '../engine/agent';
import { runOutside } from '../engine/job-runner';
import { OUTSIDE, simulation } from '../engine/simulation';
import { ClockReads } from './clock-reads';
import { Idle } from './idle';
import { CheckPhase, Immediates } from './immediates';
import { KeptTargets } from './kept-targets';
import { LockTable } from './locks/lock-table';
import { NativeTurn } from './native-turn';
import { NativeWork } from './native-work';
import { Outside } from './outside';
import { Randomness } from './randomness';
import { Timeline } from './timeline';
import { Timers } from './timers';

export interface AgentOptions {
  /** How far its time of day is ahead of the main agent's, in ms; negative: behind. Default 0. */
  readonly skew?: number;
}

export class HostAgent extends Agent {
  private readonly phase = new CheckPhase();
  readonly immediates = new Immediates(this.phase);
  readonly idle = new Idle();
  readonly timers = new Timers(this.immediates);
  readonly work: NativeWork = new NativeWork(
    () => this.turn.want(),
    () => this.sources.activate(this.outside),
  );
  private readonly turn = new NativeTurn(this.work);
  private readonly outside = new Outside(this.work);
  readonly clockReads: ClockReads;
  readonly randomness = new Randomness();
  readonly timeline = new Timeline();
  readonly kept = new KeptTargets();
  /** All agents share them. */
  readonly locks: LockTable;
  /** The number of the executor of environment code that is being called, or 0: a timer that it sets is the latency of an answer. */
  answering = 0;
  /** Executors of environment code that have been called. */
  answers = 0;
  /** The runtime object as environment code of this agent sees it; made when the first such file is loaded. */
  environmentView: object | null = null;

  /** An agent that is made in an iteration draws random values of its own. @param options see `AgentOptions` */
  constructor({ skew = 0 }: AgentOptions = {}) {
    super(runOutside);
    this.clockReads = new ClockReads(skew);
    const [main] = simulation.agents as HostAgent[];
    this.locks = main?.locks ?? new LockTable();
    if (simulation.mode !== OUTSIDE) this.randomness.seedFrom(hostAgent().randomness);
    const { arrivals, turn, phase, timers, immediates, outside, idle } = this;
    this.sources.add(arrivals, turn, phase, timers.phase, immediates, outside, idle, timers);
  }

  /** Gives the clock back, which the test has taken into its hands; null while nobody has it. */
  release: (() => void) | null = null;

  override clear(): void {
    super.clear();
    this.release?.();
    this.timeline.clear();
    this.kept.clear();
    this.locks.reset();
  }

  override begin(): void {
    super.begin();
    this.clockReads.shift = 0;
    this.work.iteration();
  }
}

/** The agent whose code runs. */
export function hostAgent(): HostAgent {
  return simulation.agent as HostAgent;
}

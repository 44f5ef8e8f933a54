// The main agent as Node has it: an agent with timers, a check phase, a clock and randomness.

import { Agent } from '../engine/agent';
import { runOutside } from '../engine/job-runner';
import { simulation } from '../engine/simulation';
import { ClockReads } from './clock-reads';
import { Files } from './files/files';
import { Idle } from './idle';
import { CheckPhase, Immediates } from './immediates';
import { NativeTurn } from './native-turn';
import { NativeWork } from './native-work';
import { Outside } from './outside';
import { Randomness } from './randomness';
import { Timers } from './timers';

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
  readonly clockReads = new ClockReads();
  readonly randomness = new Randomness();
  /** Those of the main agent are the simulation's. */
  readonly files = new Files(() => this.randomness.random());
  /** The number of the executor of environment code that is being called, or 0: a timer that it sets is the latency of an answer. */
  answering = 0;
  /** Executors of environment code that have been called. */
  answers = 0;
  /** The runtime object as environment code of this agent sees it; made when the first such file is loaded. */
  environmentView: object | null = null;

  constructor() {
    super(runOutside);
    const { arrivals, turn, phase, timers, immediates, outside, idle } = this;
    this.sources.add(arrivals, turn, phase, timers.phase, immediates, outside, idle, timers);
  }

  /** Gives the clock back, which the test has taken into its hands; null while nobody has it. */
  release: (() => void) | null = null;

  override clear(): void {
    super.clear();
    this.files.reset();
    this.release?.();
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

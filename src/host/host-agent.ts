// An agent as Node has it: with timers, a check phase, a clock and randomness.

import { Agent } from '../engine/agent';
import { runOutside } from '../engine/job-runner';
import { simulation } from '../engine/simulation';
import { ClockReads } from './clock-reads';
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
  /** Real work is one ledger for all agents. */
  readonly work: NativeWork;
  readonly clockReads = new ClockReads();
  readonly randomness = new Randomness();
  /** The number of the executor of environment code that is being called, or 0: a timer that it sets is the latency of an answer. */
  answering = 0;
  /** Executors of environment code that have been called. */
  answers = 0;
  /** The runtime object as environment code of this agent sees it; made when the first such file is loaded. */
  environmentView: object | null = null;

  /**
   * @param main the main agent, for any other
   * @param name what reports call it
   */
  constructor(main: HostAgent | null = null, name = 'main') {
    super(runOutside, name);
    const { arrivals, phase, timers, immediates, idle, sources } = this;
    if (main !== null) {
      this.work = main.work;
      sources.add(arrivals, phase, timers.phase, immediates, idle, timers);
      return;
    }
    this.work = new NativeWork(
      () => turn.want(),
      () => sources.activate(outside),
    );
    const turn = new NativeTurn(this.work, sources);
    const outside = new Outside(this.work);
    sources.add(arrivals, turn, phase, timers.phase, immediates, outside, idle, timers);
  }

  /** Gives the clock back, which the test has taken into its hands; null while nobody has it. */
  release: (() => void) | null = null;

  override clear(): void {
    super.clear();
    this.release?.();
  }

  override begin(): void {
    super.begin();
    this.clockReads.shift = 0;
    if (this.index === 0) this.work.iteration();
  }
}

/** The agent whose code runs. */
export function hostAgent(): HostAgent {
  return simulation.agent as HostAgent;
}

// The clock of an agent. It counts how often it is read within a step: a busy wait on the clock must end.

import { OUTSIDE, simulation } from '../engine/simulation';

/** After so many reads within one step the clock moves 1 ms per read. */
const READS_PER_STEP = 10_000;

export class ClockReads {
  /** What a test has added to the time of day, in ms. */
  shift = 0;
  /** Virtual time at which the agent was made: its `performance.now()` counts from there. */
  readonly since: number;
  private step = -1;
  private generation = -1;
  private reads = 0;

  /** @param skew how far the agent's time of day is ahead of the others', in ms */
  constructor(readonly skew = 0) {
    this.since = simulation.mode === OUTSIDE ? 0 : simulation.time;
  }

  /** What is to be added to the time of day, in ms. */
  get offset(): number {
    return this.shift + this.skew;
  }

  /** The virtual time in ms. */
  read(): number {
    const { steps, generation } = simulation;
    if (steps !== this.step || generation !== this.generation) {
      this.step = steps;
      this.generation = generation;
      this.reads = 0;
    } else if (++this.reads > READS_PER_STEP) simulation.time++;
    simulation.probe?.touched(this, 'time', false, simulation.time);
    return simulation.time;
  }
}

// How often an agent has read the clock within a step: a busy wait on the clock must end.

import { simulation } from '../engine/simulation';

/** After so many reads within one step the clock moves 1 ms per read. */
const READS_PER_STEP = 10_000;

export class ClockReads {
  /** What a test has added to the time of day, in ms. */
  shift = 0;
  private step = -1;
  private generation = -1;
  private reads = 0;

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

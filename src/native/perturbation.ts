// What is disturbed in one run on the real event loop, drawn from its seed. Everything here can happen on a busy machine: completions of I/O that
// come late, pauses in front of a callback, timers that are slow compared with I/O. Nothing changes the order that Node guarantees: promise
// jobs, ticks and immediates keep theirs, and timers fire by their deadlines.

import { min } from '../engine/natives';
import type { RandomSource } from '../strategies/random-source';

/** Shares of completions that are kept back, one of which holds for a run. */
const RATES = [0.12, 0.35, 0.7] as const;
/** Longest real milliseconds for which a completion is kept back. */
const LATENCIES = [1, 4, 15, 50] as const;
/** Shares of callbacks with a pause in front of them. */
const PAUSES = [0, 0.03, 0.12] as const;
const LONGEST_PAUSE = 3;
/** By how much timers are slower than they say: 1 doubles the time. */
const STRETCHES = [0, 0, 0.5, 3] as const;
/** All pauses of a run together, in real milliseconds. */
const MOST_PAUSED = 200;

export class Perturbation {
  /** Completions that were kept back, and callbacks with a pause. */
  applied = 0;
  readonly stretch: number;
  private readonly rate: number;
  private readonly longest: number;
  private readonly pauses: number;
  private paused = 0;

  /** @param random null: nothing is disturbed */
  constructor(
    private readonly random: RandomSource | null,
    mayStretch: boolean,
  ) {
    const draw = (values: readonly number[]) => (random === null ? 0 : (values[random.below(values.length)] as number));
    this.rate = draw(RATES);
    this.longest = draw(LATENCIES);
    this.pauses = draw(PAUSES);
    this.stretch = mayStretch ? draw(STRETCHES) : 0;
  }

  /** Real milliseconds for which a completion is kept back; 0: until the next turn of the event loop, -1: not at all. */
  latency(): number {
    const { random } = this;
    if (random === null || random.next() >= this.rate) return -1;
    this.applied++;
    return random.below(this.longest + 1);
  }

  /** Real milliseconds to pause in front of a callback. */
  pause(): number {
    const { random, pauses } = this;
    if (random === null || pauses === 0 || this.paused >= MOST_PAUSED || random.next() >= pauses) return 0;
    this.applied++;
    const milliseconds = min(1 + random.below(LONGEST_PAUSE), MOST_PAUSED - this.paused);
    this.paused += milliseconds;
    return milliseconds;
  }
}

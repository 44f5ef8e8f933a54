// Probabilistic concurrency testing.

import type { Operation, PendingOperation } from '../engine/operation';
import { refuseUnknown } from './known-options';
import { Lateness } from './lateness';
import { PrioritySchedule } from './priority-schedule';
import { RunLengths } from './run-lengths';
import type { IterationStart, Random, Strategy } from './strategy';

export interface PctOptions {
  /** Number of ordering constraints that make the bug, at least 1. Default 3. */
  depth?: number;
}

/**
 * PCT: Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs",
 * ASPLOS 2010. Each chain has a random priority, and an enabled operation of the highest chain runs. At depth - 1 random decisions
 * the chain that is about to run is moved below all others.
 *
 * Guarantee: a bug of depth d shows with a chance of at least 1/(n·k^(d-1)) per iteration, with n chains and k decisions.
 * Use it for order violations, and where one victim must stay behind for long. It is weak where one of many similar tasks must stop
 * between two steps, since it must hit that decision among all.
 *
 * Differences from the paper: k is the measured length of an earlier iteration of the same lateness, and only decisions count (two or more enabled
 * operations); the first iteration of a lateness has no change points. The unit is the chain, not the thread (see `chains.ts`).
 * A chain preferred for 100 decisions in a row is demoted, and after half of `maxSteps` picks are random: a program that polls must
 * not look like a livelock.
 */
export class Pct implements Strategy {
  readonly name: string = 'pct';
  readonly memory = 'lessons';
  protected random!: Random;
  private teaches = false;
  private readonly depth: number;
  private readonly schedule = new PrioritySchedule();
  private readonly lateness = new Lateness();
  private readonly lengths = Array.from({ length: Lateness.kinds }, () => new RunLengths());

  /** @throws RangeError if the depth is no integer of at least 1, TypeError if there is another option */
  constructor(options: PctOptions = {}) {
    refuseUnknown('pct', options, ['depth']);
    this.depth = options.depth ?? 3;
    if (!Number.isInteger(this.depth) || this.depth < 1)
      throw new RangeError(`Expected \`depth\` to be an integer of at least 1, got ${String(options.depth)}.`);
  }

  begin(start: IterationStart): void {
    const { random } = start;
    this.random = random;
    this.teaches = start.teaches;
    this.lateness.begin(start);
    const lengths = this.lengths[this.lateness.kind] as RunLengths;
    this.schedule.begin({
      random,
      depth: this.depthOf(start.turn),
      length: lengths.draw(random),
      fairAfter: this.fairAfter(lengths.median, start.maxSteps),
    });
  }

  pick(enabled: readonly PendingOperation[]): number {
    return this.schedule.pick(enabled);
  }

  late(operation: Operation): boolean | number {
    return this.lateness.late(operation);
  }

  choose(n: number): number {
    return this.random.below(n);
  }

  end(): void {
    if (this.teaches) (this.lengths[this.lateness.kind] as RunLengths).note(this.schedule.decisions);
  }

  /** The depth aimed at in the given turn. */
  protected depthOf(_turn: number): number {
    return this.depth;
  }

  /** After how many decisions picks are random, if iterations usually have `usualLength` of them. */
  protected fairAfter(_usualLength: number, maxSteps: number): number {
    return maxSteps / 2;
  }
}

// The random walk.

import type { Operation, PendingOperation } from '../engine/operation';
import { Lateness } from './lateness';
import type { IterationStart, Random, Strategy } from './strategy';

/**
 * Every decision is uniform among the enabled operations.
 *
 * Guarantee: none worth the name; a schedule of k decisions among m operations each has the chance m^-k. Every schedule is
 * possible, and every infinite schedule is fair with probability 1.
 * Use it as a baseline, and for bugs that several orders of a few operations show: cache stampedes, double charges.
 * It is nearly blind to bugs that need one operation to stay behind for long.
 */
export class RandomWalk implements Strategy {
  readonly name = 'random';
  readonly memory = 'none';
  private random!: Random;
  private readonly lateness = new Lateness();

  begin(start: IterationStart): void {
    this.random = start.random;
    this.lateness.begin(start);
  }

  pick(enabled: readonly PendingOperation[]): number {
    return this.random.below(enabled.length);
  }

  late(operation: Operation): boolean | number {
    return this.lateness.late(operation);
  }

  choose(n: number): number {
    return this.random.below(n);
  }
}

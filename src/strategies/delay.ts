// Delay-bounded scheduling.

import type { Operation, PendingOperation } from '../engine/operation';
import { fairPrefix } from './fair-prefix';
import { refuseUnknown } from './known-options';
import { Lateness } from './lateness';
import { RunLengths } from './run-lengths';
import type { IterationStart, Random, Strategy } from './strategy';

export interface DelayOptions {
  /** Most operations that stay behind, at least 1. Default 3. */
  delays?: number;
}

/**
 * The order of the undisturbed event loop, except that up to three operations (or as many as the option says) stay behind until nothing else is enabled.
 * After Emmi, Qadeer, Rakamarić, "Delay-Bounded Scheduling", POPL 2011, sampled instead of searched.
 *
 * Guarantee: a bug that needs d <= 3 delays shows with a chance of at least 1/k^d in one iteration of four, with k decisions,
 * however many tasks there are.
 * Use it where most things must happen in order and one must not: the answer that overtakes four others, the invalidation that ends
 * before any of the readers. The bugs of published packages in test/corpus need at most two departures from first come, first
 * served.
 *
 * Differences from the paper: the default order is that of the event loop and not round robin; k is the measured length of an earlier iteration
 * of the same lateness, and the first such iteration has no delays; after twice the usual length picks are random (see
 * `fair-prefix.ts`).
 */
export class DelayBounded implements Strategy {
  readonly name = 'delay';
  readonly memory = 'lessons';
  private random!: Random;
  private teaches = false;
  private decisions = 0;
  private fairAfter = 0;
  private readonly delayPoints: number[] = [];
  /** Sequence numbers of the operations that stay behind. */
  private readonly delayed: number[] = [];
  private readonly lateness = new Lateness();
  private readonly lengths = Array.from({ length: Lateness.kinds }, () => new RunLengths());

  private readonly mostDelays: number;

  /** @throws RangeError if the number of delays is no integer of at least 1, TypeError if there is another option */
  constructor(options: DelayOptions = {}) {
    refuseUnknown('delay', options, ['delays']);
    this.mostDelays = options.delays ?? 3;
    if (!Number.isInteger(this.mostDelays) || this.mostDelays < 1)
      throw new RangeError(`Expected \`delays\` to be an integer of at least 1, got ${String(options.delays)}.`);
  }

  begin(start: IterationStart): void {
    const { random } = start;
    this.random = random;
    this.teaches = start.teaches;
    this.lateness.begin(start);
    const lengths = this.lengths[this.lateness.kind] as RunLengths;
    this.decisions = 0;
    this.fairAfter = fairPrefix(lengths.median, start.maxSteps);
    this.delayed.length = 0;
    this.delayPoints.length = 0;
    const length = lengths.draw(random);
    if (length === 0) return;
    for (let delays = start.turn % (this.mostDelays + 1); delays > 0; delays--)
      this.delayPoints.push(1 + random.below(length));
  }

  pick(enabled: readonly PendingOperation[]): number {
    if (++this.decisions > this.fairAfter) return this.random.below(enabled.length);
    let index = this.firstOf(enabled);
    for (let i = 0; i < this.delayPoints.length; i++) {
      if (this.delayPoints[i] !== this.decisions) continue;
      this.delayed.push((enabled[index] as PendingOperation).sequence);
      index = this.firstOf(enabled);
    }
    return index;
  }

  late(operation: Operation): boolean | number {
    return this.lateness.late(operation);
  }

  choose(n: number): number {
    return this.random.below(n);
  }

  end(): void {
    if (this.teaches) (this.lengths[this.lateness.kind] as RunLengths).note(this.decisions);
  }

  /** The first operation that does not stay behind, or the first of those that do. */
  private firstOf(enabled: readonly PendingOperation[]): number {
    if (this.delayed.length === 0) return 0;
    for (let i = 0; i < enabled.length; i++)
      if (!this.delayed.includes((enabled[i] as PendingOperation).sequence)) return i;
    return 0;
  }
}

// Replay of a beginning, then new schedules.

import type { Operation, PendingOperation } from '../engine/operation';
import { Divergence } from './divergence';
import { RandomWalk } from './random';
import type { DescribeSite, RecordedDecision } from './recorded';
import type { IterationStart, Strategy } from './strategy';
import { StrictReplay } from './strict-replay';

/**
 * Follows a trace strictly for as long as it fits and goes on as a random walk, which differs from iteration to iteration. Use it
 * to explore the neighbourhood of a failure, and after an edit, to see whether the bug is still near.
 */
export class PrefixReplay implements Strategy {
  readonly name = 'prefix';
  readonly memory = 'none';
  /** Decisions of the current iteration that came from the trace. */
  followed = 0;
  private following = true;
  private readonly replay: StrictReplay;
  private readonly walk = new RandomWalk();

  constructor(decisions: readonly RecordedDecision[], describe: DescribeSite) {
    this.replay = new StrictReplay(decisions, describe);
  }

  begin(start: IterationStart): void {
    this.followed = 0;
    this.following = true;
    this.replay.begin();
    this.walk.begin(start);
  }

  pick(enabled: readonly PendingOperation[]): number {
    return this.answer((strategy) => strategy.pick(enabled));
  }

  late(operation: Operation): boolean | number {
    return this.answer((strategy) => strategy.late(operation));
  }

  choose(n: number): number {
    return this.answer((strategy) => strategy.choose(n));
  }

  private answer<T>(ask: (strategy: StrictReplay | RandomWalk) => T): T {
    if (this.following) {
      try {
        const answer = ask(this.replay);
        this.followed++;
        return answer;
      } catch (error) {
        if (!(error instanceof Divergence)) throw error;
        this.following = false;
      }
    }
    return ask(this.walk);
  }
}

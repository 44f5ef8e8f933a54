// A depth-first enumeration of all schedules, as a user would write it: on nothing but what `lockstep` exports.

import type { IterationStart, PendingOperation, Strategy } from '../../../src';

interface Decision {
  readonly options: number;
  choice: number;
}

/** Takes option 0 everywhere, then counts up from the last decision. Ends when every decision has had each of its options. */
export class DepthFirst implements Strategy {
  readonly name = 'depth-first';
  readonly memory = 'all';
  /** The decisions of the last schedule. */
  private readonly path: Decision[] = [];
  private depth = 0;

  begin({ turn }: IterationStart): boolean {
    this.depth = 0;
    if (turn === 0) {
      this.path.length = 0;
      return true;
    }
    while (this.path.length > 0) {
      const last = this.path[this.path.length - 1]!;
      if (++last.choice < last.options) return true;
      this.path.pop();
    }
    return false;
  }

  pick(enabled: readonly PendingOperation[]): number {
    return this.next(enabled.length);
  }

  late(): boolean {
    return this.next(2) === 1;
  }

  choose(n: number): number {
    return this.next(n);
  }

  private next(options: number): number {
    const decision = this.path[this.depth] ?? { options, choice: 0 };
    this.path[this.depth++] = decision;
    return decision.choice;
  }
}

// The schedule in which everything is late.

import type { PendingOperation } from '../engine/operation';
import type { Strategy } from './strategy';

/**
 * Every environment operation completes later, in order of creation; every data choice is 0. It has iteration 2 of each exploration: if no two operations are ever pending together in it, nothing in the test is concurrent.
 */
export class LateSchedule implements Strategy {
  readonly name = 'late';
  readonly memory = 'none';
  begin(): void {}

  pick(_enabled: readonly PendingOperation[]): number {
    return 0;
  }

  late(): boolean {
    return true;
  }

  choose(_n: number): number {
    return 0;
  }
}

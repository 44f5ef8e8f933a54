// One task after another: the schedules that serve as passing neighbours of a failure. Every operation is late, and of those that can go
// on the one whose task comes first in the given order goes on.

import type { PendingOperation } from '../engine/operation';
import type { Strategy } from './strategy';

export class TaskOrder implements Strategy {
  readonly name = 'task-order';
  readonly memory = 'none';

  /** @param rank of a task, by its id; the lowest comes first */
  constructor(private readonly rank: (task: string) => number) {}

  begin(): void {}

  pick(enabled: readonly PendingOperation[]): number {
    const ranks = enabled.map(({ task }) => this.rank(task.id));
    return ranks.indexOf(Math.min(...ranks));
  }

  late(): boolean {
    return true;
  }

  choose(): number {
    return 0;
  }
}

/** Tasks in the order in which the test started them, each with all that it starts. */
export function oldestFirst(task: string): number {
  return Number(task.split('.')[1] ?? 0);
}

export function newestFirst(task: string): number {
  return -oldestFirst(task);
}

/** All others first, then this one with all that it starts. */
export function heldBack(held: string): (task: string) => number {
  return (task) => (task === held || task.startsWith(`${held}.`) ? 1 : 0);
}

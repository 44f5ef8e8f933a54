// A lane of an exploration: one strategy, its turns, and what it has learned.

import { ConflictLog } from '../engine/conflicts';
import type { Strategy } from '../strategies/strategy';
import { isLesson, isTracked } from './lessons';
import { type LaneName, type Schedule, streamOf } from './plan';
import type { RunRequest } from './session';

export class Lane {
  /** The strategy has said that there is nothing left. */
  ended = false;
  /** Schedules that were run. */
  schedules = 0;
  private readonly conflicts = new ConflictLog();

  constructor(
    readonly name: LaneName,
    readonly strategy: Strategy,
  ) {}

  /** What a session needs to run a schedule of this lane. */
  request({ iteration, turn, model }: Schedule): RunRequest {
    const { strategy } = this;
    return {
      strategy,
      model,
      iteration,
      // What a search runs follows from the choices: with other random numbers the same choices would be another schedule.
      stream: strategy.reach === undefined ? streamOf(iteration) : 0,
      turn,
      patient: true,
      free: this.name !== 'undisturbed' && this.name !== 'late',
      teaches: isLesson(turn),
      // A strategy that remembers nothing does not look at conflicts either.
      track: strategy.memory !== 'none' && isTracked(turn),
      conflicts: this.conflicts,
    };
  }

  /** The turns that have to be run again so that this one is what it was. The strategy says what it remembers. */
  lessonsBefore(turn: number): number[] {
    const { memory = 'all' } = this.strategy;
    if (memory === 'none') return [];
    const before = Array.from({ length: turn }, (_, index) => index);
    return memory === 'all' ? before : before.filter(isLesson);
  }
}

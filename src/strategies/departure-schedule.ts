// A schedule as the list of its departures from the default order: the form in which failures are shrunk.

import type { Operation, PendingOperation } from '../engine/operation';
import { AtOnceLimit } from './at-once-limit';
import { latenessOf } from './recorded';
import type { Strategy } from './strategy';

/**
 * Takes the given choice at the given decisions and choice 0 (first operation, at once, value 0) at all others. Decisions are numbered from
 * 0 in the order in which the strategy is asked, without completions of native promises. A choice that is out of range counts as 0.
 */
export class DepartureSchedule implements Strategy {
  readonly name: string = 'departures';
  readonly memory = 'none';
  private readonly atOnce = new AtOnceLimit();
  private decision = 0;

  /** @param choices choice by number of decision */
  constructor(private readonly choices: ReadonlyMap<number, number>) {}

  begin(): void {
    this.decision = 0;
    this.atOnce.reset();
  }

  pick(enabled: readonly PendingOperation[]): number {
    this.atOnce.reset();
    return this.next(enabled.length);
  }

  late({ microtasks }: Pick<Operation, 'microtasks'>): boolean | number {
    return this.atOnce.late(latenessOf(this.next(2 + microtasks)));
  }

  choose(n: number): number {
    return this.next(n);
  }

  private next(options: number): number {
    const choice = this.choices.get(this.decision++) ?? 0;
    return choice < options ? choice : 0;
  }
}

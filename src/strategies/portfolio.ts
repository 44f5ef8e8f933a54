// Several strategies in turn.

import { floor } from '../engine/natives';
import type { PendingOperation } from '../engine/operation';
import type { ConflictHistory, IterationEnd, IterationStart, Random, Strategy } from './strategy';

/** What a member is told: the same iteration, its own turn. */
class MemberStart implements IterationStart {
  iteration = 0;
  turn = 0;
  random!: Random;
  maxSteps = 0;
  conflicts!: ConflictHistory;
}

/**
 * Rotates its members by iteration. Each strategy has a blind spot: partial-order sampling misses victims that are delayed for
 * long, PCT misses races among many tasks, a random walk nearly all. A rotation of n costs at most n times what the best member
 * would have cost; the wrong strategy alone may cost everything.
 */
export class Portfolio implements Strategy {
  readonly name: string;
  /** The member that has the current iteration. */
  member: Strategy;
  private readonly start = new MemberStart();

  constructor(
    readonly members: readonly Strategy[],
    name = 'portfolio',
  ) {
    const [first] = members;
    if (first === undefined) throw new RangeError('Expected a portfolio to have at least one strategy, got none.');
    this.name = name;
    this.member = first;
  }

  begin(start: IterationStart): void {
    const { length } = this.members;
    this.member = this.members[start.turn % length] as Strategy;
    this.start.iteration = start.iteration;
    this.start.turn = floor(start.turn / length);
    this.start.random = start.random;
    this.start.maxSteps = start.maxSteps;
    this.start.conflicts = start.conflicts;
    this.member.begin(this.start);
  }

  pick(enabled: readonly PendingOperation[]): number {
    return this.member.pick(enabled);
  }

  late(site: number): boolean {
    return this.member.late(site);
  }

  choose(n: number): number {
    return this.member.choose(n);
  }

  ran(operation: PendingOperation, enabled: readonly PendingOperation[]): void {
    this.member.ran?.(operation, enabled);
  }

  end(end: IterationEnd): void {
    this.member.end?.(end);
  }
}

// Several strategies in turn.

import type { StepReport } from '../engine/decision-maker';
import { floor } from '../engine/natives';
import type { Operation, PendingOperation, Place } from '../engine/operation';
import type { IterationEnd, IterationStart, Strategy } from './strategy';

/** What a member is told: the same iteration, its own turn. */
type MemberStart = { -readonly [Key in keyof IterationStart]: IterationStart[Key] };

/**
 * Rotates its members by iteration. Each strategy has a blind spot: partial-order sampling misses victims that are delayed for
 * long, PCT misses races among many tasks, a random walk nearly all. A rotation of n costs at most n times what the best member
 * would have cost; the wrong strategy alone may cost everything.
 */
export class Portfolio implements Strategy {
  readonly name: string;
  /** That of the member that remembers most. */
  readonly memory: NonNullable<Strategy['memory']>;
  /** The member that has the current iteration. */
  member: Strategy;
  /** Absent if no member wants to know: it costs time in each step. */
  readonly ran?: (step: StepReport) => void;
  private readonly start = {} as MemberStart;

  constructor(
    readonly members: readonly Strategy[],
    name = 'portfolio',
  ) {
    const [first] = members;
    if (first === undefined) throw new RangeError('Expected a portfolio to have at least one strategy, got none.');
    this.name = name;
    this.member = first;
    const memories = members.map(({ memory = 'all' }) => memory);
    this.memory = memories.includes('all') ? 'all' : memories.includes('lessons') ? 'lessons' : 'none';
    if (members.some(({ ran }) => ran !== undefined)) this.ran = (step) => this.member.ran?.(step);
  }

  get footprints(): boolean {
    return this.member.footprints === true;
  }

  /** A member that has explored everything has done so for all. */
  begin(start: IterationStart): boolean {
    const { length } = this.members;
    this.member = this.members[start.turn % length] as Strategy;
    Object.assign(this.start, start);
    this.start.turn = floor(start.turn / length);
    return this.member.begin(this.start) !== false;
  }

  pick(enabled: readonly PendingOperation[]): number | null {
    return this.member.pick(enabled);
  }

  late(operation: Operation): boolean | number {
    return this.member.late(operation);
  }

  choose(n: number, place: Place): number {
    return this.member.choose(n, place);
  }

  end(end: IterationEnd): void {
    this.member.end?.(end);
  }
}

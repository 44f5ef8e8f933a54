// Exhaustive search: every schedule once, the least disturbed first.

import type { Operation, PendingOperation } from '../engine/operation';
import { AtOnceLimit } from './at-once-limit';
import { refuseUnknown } from './known-options';
import { latenessOf } from './recorded';
import type { IterationEnd, IterationStart, Reach, Strategy } from './strategy';

export interface ExhaustiveOptions {
  /** Most departures from the undisturbed schedule, an integer from 0. Default: any number. */
  readonly departures?: number;
}

/** Most numbers kept of schedules that are to be extended when their level is over (16 MiB). */
const MOST_KEPT = 1 << 22;
/** What a schedule costs besides, in such numbers. */
const PER_SCHEDULE = 64;

/** A schedule as the list of its departures, each behind the one before it: at which decision, which choice, among how many. */
interface Departures {
  readonly decisions: readonly number[];
  readonly choices: readonly number[];
  readonly options: readonly number[];
}

const NONE: Departures = { decisions: [], choices: [], options: [] };

/** A schedule that was run, and how far it has been extended by one more departure. */
interface Extended {
  readonly departures: Departures;
  /** The first decision behind its last departure. */
  readonly from: number;
  /** For each decision from there on, the number of choices other than 0. */
  readonly others: Uint32Array;
  /** The last extension: at this decision, counted from `from`, this choice. */
  decision: number;
  choice: number;
}

/** Not by spreading it: the code under test may have replaced the iterators of arrays. */
function and(list: readonly number[], last: number): readonly number[] {
  const longer = list.slice();
  longer.push(last);
  return longer;
}

/** The next schedule with one departure more; null if there is none. */
function extension(of: Extended): Departures | null {
  const { departures, from, others } = of;
  while (of.decision < others.length) {
    const most = others[of.decision] as number;
    if (of.choice < most)
      return {
        decisions: and(departures.decisions, from + of.decision),
        choices: and(departures.choices, ++of.choice),
        options: and(departures.options, most + 1),
      };
    of.decision++;
    of.choice = 0;
  }
  return null;
}

/**
 * Runs every schedule of a body once: first the undisturbed one, then all that depart from it at one decision, at two, and so on. It ends when
 * there is none left.
 *
 * Every schedule is a list of departures from the undisturbed one, and what it extends is the list without the last of them. That makes a tree,
 * gone through level by level as long as a level can be kept, and depth first where it is too large, so that memory stays within a bound.
 *
 * Guarantee: the schedules with d departures are run before any with more, as long as a level can be kept; when it ends, all are.
 * No two are told apart or taken for one by what they touch: nothing is assumed of the code but that the same choices give the same schedule.
 */
export class Exhaustive implements Strategy {
  readonly name = 'exhaustive';
  readonly memory = 'all';
  /** What has been covered so far. The object is reused. */
  readonly reach: { -readonly [Key in keyof Reach]: Reach[Key] } = { departures: -1, complete: false, diverged: false };
  private readonly most: number;
  private readonly atOnce = new AtOnceLimit();

  /** The schedule that runs. */
  private departures = NONE;
  /** Decisions asked for so far, and departures of them taken. */
  private decision = 0;
  private taken = 0;
  /** Choices other than 0 at each decision behind the last departure. */
  private others: number[] = [];

  /** Schedules of the level that is extended, the one of them that it has come to, and those of the next level. */
  private level: Extended[] = [];
  private position = 0;
  private next: Extended[] = [];
  /** Number of departures of the schedules in `next`. */
  private depth = 0;
  /** Where a level is too large: the schedule that is extended, on top of those that it extends. */
  private readonly stack: Extended[] = [];
  private kept = 0;
  /** Schedules with more departures than wanted were left out. */
  private cut = false;
  /** A level is too large, and it is not to go depth first. */
  private full = false;

  /**
   * @param depthFirst whether it goes on where a level is too large to be kept; if not, it ends there. Schedules deep in the tree are unlike any that a
   *   real event loop is likely to take: one operation is late for as long as everything else takes, again and again.
   * @throws TypeError or RangeError if an option is none
   */
  constructor(
    options: ExhaustiveOptions = {},
    private readonly depthFirst = true,
  ) {
    refuseUnknown('exhaustive', options, ['departures']);
    const { departures = Number.POSITIVE_INFINITY } = options;
    if (departures !== Number.POSITIVE_INFINITY && (!Number.isSafeInteger(departures) || departures < 0))
      throw new RangeError(
        `Strategy 'exhaustive' expects \`departures\` to be an integer from 0, or to be left out for any number; got ${String(departures)}.`,
      );
    this.most = departures;
  }

  begin({ turn }: IterationStart): boolean {
    if (turn === 0) this.reset();
    const departures = turn === 0 ? NONE : this.following();
    if (departures === null) return false;
    this.departures = departures;
    this.decision = this.taken = this.others.length = 0;
    this.atOnce.reset();
    return true;
  }

  pick(enabled: readonly PendingOperation[]): number {
    this.atOnce.reset();
    return this.choice(enabled.length);
  }

  late({ microtasks }: Pick<Operation, 'microtasks'>): boolean | number {
    return this.atOnce.late(latenessOf(this.choice(2 + microtasks)));
  }

  choose(n: number): number {
    return this.choice(n);
  }

  end({ abandoned }: Pick<IterationEnd, 'abandoned'>): void {
    const { departures, others } = this;
    if (abandoned || this.taken < departures.decisions.length) this.reach.diverged = true;
    if (others.length === 0) return;
    if (departures.decisions.length < this.most) this.keep();
    else this.cut = true;
  }

  private reset(): void {
    this.level = [];
    this.next = [];
    this.stack.length = 0;
    this.position = this.depth = this.kept = 0;
    this.cut = this.full = false;
    Object.assign(this.reach, { departures: -1, complete: false, diverged: false });
  }

  private choice(options: number): number {
    const { departures, taken } = this;
    const decision = this.decision++;
    if (taken === departures.decisions.length) {
      this.others.push(options - 1);
      return 0;
    }
    if (decision !== departures.decisions[taken]) return 0;
    this.taken++;
    if (options === departures.options[taken]) return departures.choices[taken] as number;
    // The same choices have led to another question than last time.
    this.reach.diverged = true;
    return 0;
  }

  /** The schedule that has run is to be extended: when its level is over, or at once. */
  private keep(): void {
    const { departures, others, stack } = this;
    const from = (departures.decisions[departures.decisions.length - 1] ?? -1) + 1;
    const schedule = { departures, from, others: Uint32Array.from(others), decision: 0, choice: 0 };
    if (stack.length > 0 || this.kept > MOST_KEPT) {
      if (this.depthFirst) stack.push(schedule);
      else this.full = true;
    } else {
      this.kept += others.length + PER_SCHEDULE;
      this.next.push(schedule);
    }
  }

  /** The next schedule; null if there is none. */
  private following(): Departures | null {
    const { stack } = this;
    if (this.full) return null;
    do {
      for (let top = stack[stack.length - 1]; top !== undefined; top = stack[stack.length - 1]) {
        const departures = extension(top);
        if (departures !== null) return departures;
        stack.pop();
      }
      for (; this.position < this.level.length; this.position++) {
        const schedule = this.level[this.position] as Extended;
        const departures = extension(schedule);
        if (departures !== null) return departures;
        this.kept -= schedule.others.length + PER_SCHEDULE;
      }
    } while (this.nextLevel());
    return null;
  }

  /** All schedules of a level have been extended. Returns false if there is no other. */
  private nextLevel(): boolean {
    const { next, reach } = this;
    reach.departures = this.depth;
    this.level = next;
    this.next = [];
    this.position = 0;
    this.depth++;
    if (next.length > 0) return true;
    reach.complete = !this.cut;
    reach.departures = this.cut ? this.most : Number.POSITIVE_INFINITY;
    return false;
  }
}

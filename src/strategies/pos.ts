// Partial-order sampling.

import type { Operation, PendingOperation } from '../engine/operation';
import { fairPrefix } from './fair-prefix';
import { Lateness } from './lateness';
import { NumberColumn } from './number-column';
import { RunLengths } from './run-lengths';
import type { ConflictHistory, IterationStart, Random, Strategy } from './strategy';

const UNRANKED = -1;
/** Operations that conflict with nothing may run first so many times in a row; more would let a loop that polls starve the rest. */
const LONGEST_HEAD_START = 100;

/**
 * POS: Yuan, Yang, Gu, "Partial Order Aware Concurrency Sampling", CAV 2018. Each pending operation has a random priority, the
 * highest runs, and afterwards those that conflict with it draw anew. Orders of operations that do not conflict are not sampled,
 * so that the chance of each class of equivalent schedules is higher than in a random walk.
 *
 * Use it for races on shared state, above all one task of many that must stop between two steps (`reorder_10`: PCT 800 schedules,
 * POS with conflict history 34). It is weak where one victim must stay behind for long.
 *
 * Differences from the paper: what an operation will touch is unknown in JavaScript before it runs, so two operations are taken to conflict when
 * both their sites ever took part in a conflict; a site that was never seen conflicts with nothing. And operations at sites that
 * never conflicted run first, unsampled (Yuan, Yang, "Effective Concurrency Testing for Distributed Systems", ASPLOS 2020). Only
 * sites seen in earlier iterations are trusted. One iteration in four knows nothing of conflicts, so that priorities last (BasicPOS
 * of the paper): access tracking does not see everything, and where everything conflicts, redrawing makes a random walk of it
 * (`stale_8`: 28 schedules without, none in 3,000 with).
 * After twice the usual length picks are random (see `fair-prefix.ts`).
 */
export class Pos implements Strategy {
  readonly name = 'pos';
  readonly memory = 'lessons';
  private random!: Random;
  private conflicts!: ConflictHistory;
  private trusting = false;
  private teaches = false;
  private decisions = 0;
  private fairAfter = 0;
  private headStart = 0;
  private readonly priorities = new NumberColumn(UNRANKED);
  private readonly lateness = new Lateness();
  private readonly lengths = new RunLengths();

  begin(start: IterationStart): void {
    this.random = start.random;
    this.teaches = start.teaches;
    this.conflicts = start.conflicts;
    this.trusting = start.random.below(4) !== 0;
    this.decisions = 0;
    this.fairAfter = fairPrefix(this.lengths.median, start.maxSteps);
    this.headStart = 0;
    this.priorities.reset();
    this.lateness.begin(start);
  }

  pick(enabled: readonly PendingOperation[]): number {
    if (++this.decisions > this.fairAfter) return this.random.below(enabled.length);
    let best = 0;
    let bestPriority = -1;
    let bestIsHarmless = false;
    for (let i = 0; i < enabled.length; i++) {
      const operation = enabled[i] as PendingOperation;
      const priority = this.priorityOf(operation);
      const harmless = this.isHarmless(operation.site);
      if (harmless === bestIsHarmless ? priority > bestPriority : harmless) {
        best = i;
        bestPriority = priority;
        bestIsHarmless = harmless;
      }
    }
    if (bestIsHarmless) this.headStart++;
    else {
      this.headStart = 0;
      this.redraw(enabled, best);
    }
    return best;
  }

  late(operation: Operation): boolean | number {
    return this.lateness.late(operation);
  }

  choose(n: number): number {
    return this.random.below(n);
  }

  end(): void {
    if (this.teaches) this.lengths.note(this.decisions);
  }

  private priorityOf(operation: PendingOperation): number {
    let priority = this.priorities.get(operation.sequence);
    if (priority === UNRANKED) {
      priority = this.random.next();
      this.priorities.set(operation.sequence, priority);
    }
    return priority;
  }

  /** Nothing that ran from this site ever conflicted with anything. */
  private isHarmless(site: number): boolean {
    return (
      this.trusting &&
      site >= 0 &&
      this.headStart < LONGEST_HEAD_START &&
      this.conflicts.seen(site) &&
      !this.conflicts.conflicting(site)
    );
  }

  /** The pending operations that conflict with the one about to run draw anew at the next decision. */
  private redraw(enabled: readonly PendingOperation[], executed: number): void {
    if (!this.trusting || !this.conflicts.conflicting((enabled[executed] as PendingOperation).site)) return;
    for (let i = 0; i < enabled.length; i++) {
      const operation = enabled[i] as PendingOperation;
      if (i !== executed && this.conflicts.conflicting(operation.site))
        this.priorities.set(operation.sequence, UNRANKED);
    }
  }
}

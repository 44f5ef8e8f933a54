// Replay that survives edits of the code.

import type { Operation, PendingOperation } from '../engine/operation';
import { AtOnceLimit } from './at-once-limit';
import { askedOf, type DescribeSite, isChosen, latenessOf, type Recorded, type RecordedDecision } from './recorded';
import type { Strategy } from './strategy';

/** How many recorded decisions may be skipped to find one that fits. Farther ones fit by accident. */
const LOOK_AHEAD = 32;

/**
 * Follows a trace by fingerprints (task, site, kind) instead of positions. Recorded decisions that fit nothing are skipped; what
 * the trace does not know takes the default, choice 0. This is the rule of DEMi (Scott and others, "Minimizing Faulty Executions of
 * Distributed Systems", NSDI 2016). Use it for traces of changed sources and to shrink.
 */
export class NearestReplay implements Strategy {
  readonly name = 'nearest';
  readonly memory = 'none';
  /** Decisions of the current iteration that came from the trace. */
  followed = 0;
  /** Decisions of the current iteration that the trace did not know. */
  defaulted = 0;
  private readonly recorded: readonly Recorded[];
  private readonly atOnce = new AtOnceLimit();
  private position = 0;

  constructor(
    decisions: readonly RecordedDecision[],
    private readonly describe: DescribeSite,
  ) {
    this.recorded = askedOf(decisions);
  }

  begin(): void {
    this.followed = 0;
    this.defaulted = 0;
    this.position = 0;
    this.atOnce.reset();
  }

  pick(enabled: readonly PendingOperation[]): number {
    this.atOnce.reset();
    const decision = this.find((d) => enabled.some((operation) => isChosen(d, operation, this.describe)));
    if (decision === null) return 0;
    // Several operations may have the fingerprint. The one at the recorded index is taken, if it is among them.
    const inPlace = enabled[decision.choice];
    if (inPlace !== undefined && isChosen(decision, inPlace, this.describe)) return decision.choice;
    return enabled.findIndex((operation) => isChosen(decision, operation, this.describe));
  }

  late({ site, microtasks }: Operation): boolean | number {
    const described = this.describe(site);
    const decision = this.find((d) => d.kind === 'late' && d.site === described);
    const choice = decision?.choice ?? 0;
    return this.atOnce.late(choice <= 1 + microtasks ? latenessOf(choice) : false);
  }

  choose(n: number): number {
    return this.find((d) => d.kind === 'choose' && d.options === n)?.choice ?? 0;
  }

  /** The next recorded decision that fits, or null. */
  private find(fits: (decision: RecordedDecision) => boolean): RecordedDecision | null {
    const last = Math.min(this.recorded.length, this.position + LOOK_AHEAD);
    for (let i = this.position; i < last; i++) {
      const { decision } = this.recorded[i] as Recorded;
      if (!fits(decision)) continue;
      this.position = i + 1;
      this.followed++;
      return decision;
    }
    this.defaulted++;
    return null;
  }
}

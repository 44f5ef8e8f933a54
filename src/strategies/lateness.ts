// Lateness: whether an environment operation completes at once or late, for the strategies that draw it at random.

import type { Operation } from '../engine/operation';
import { mix } from './mix';
import type { IterationStart, Random, SiteNames } from './strategy';

/** Chances of "late" in eighths. One of them holds for a whole iteration. */
const RATES = [1, 4, 7, 8] as const;
/** After so many operations in a row that completed at once, one is late: a loop that polls must not starve what it polls for. */
const MOST_AT_ONCE = 64;

/**
 * Draws one of three modes per iteration, each for a kind of bug:
 * - *rate*: every operation is late with the same chance. Overlap, races of time-outs with answers.
 * - *by site*: each site is late throughout or never: a slow database behind a fast cache, a victim that stays behind for long.
 * - *spells*: late and at once alternate in spells of eight on average: windows of one to three microtasks, which several
 *   operations in a row must hit at once.
 *
 * Measured on 23 bodies (17 of them on published packages) with a random walk, mean schedules to the first bug: rate alone 6.2 as a
 * geometric mean, but 67, 21 and 194 for a long-delayed victim, a microtask window and a fast cache; all three 5.6, and 17, 8 and
 * 109 for these. Always late never finds a microtask window.
 *
 * Under the model `await` every second turn draws a number of microtasks for each operation that completes at once. Five hand-overs by callbacks that
 * come one microtask too late were found in 23 to 1,215 schedules with it (five seeds each), and in none of 10,000 without; the schedules until the
 * bugs of the corpus are found stayed what they were (geometric mean over 44 rows: 1.002 times as many).
 */
export class Lateness {
  /** Number of kinds of iterations; iterations of different kinds differ much in length. */
  static readonly kinds = RATES.length + 2;
  private static readonly bySite = RATES.length;
  private static readonly spells = RATES.length + 1;

  /** Kind of this iteration, an index below `kinds`. */
  kind = 0;
  private random!: Random;
  private sites!: SiteNames;
  private salt = 0;
  private byCaller = false;
  private spell = false;
  private atOnce = 0;
  /** What completes at once does so some microtasks later. */
  private drawsMicrotasks = false;

  begin({ random, sites, model, turn }: Pick<IterationStart, 'random' | 'sites' | 'model' | 'turn'>): void {
    this.random = random;
    this.drawsMicrotasks = model === 'await' && (turn & 1) === 1;
    this.sites = sites;
    this.atOnce = 0;
    const mode = random.below(3);
    if (mode === 0) this.kind = random.below(RATES.length);
    else if (mode === 1) {
      this.kind = Lateness.bySite;
      this.salt = random.below(0x1_0000_0000);
      this.byCaller = random.below(2) === 0;
    } else {
      this.kind = Lateness.spells;
      this.spell = random.below(2) === 0;
    }
  }

  late(operation: Operation): boolean | number {
    if (this.draw(operation) || ++this.atOnce > MOST_AT_ONCE) {
      this.atOnce = 0;
      return true;
    }
    return this.drawsMicrotasks && operation.microtasks > 0 && this.drawMicrotasks(operation.microtasks);
  }

  private drawMicrotasks(most: number): number | false {
    return this.random.below(most + 1) || false;
  }

  private draw(operation: Operation): boolean {
    if (this.kind < RATES.length) {
      const eighths = RATES[this.kind] as number;
      return eighths === 8 || this.random.below(8) < eighths;
    }
    if (this.kind === Lateness.bySite) return (mix(this.place(operation) ^ this.salt) & 1) === 1;
    if (this.random.below(8) === 0) this.spell = !this.spell;
    return this.spell;
  }

  /** What is late throughout or never: all calls of a function of the environment, or those from one place. */
  private place(operation: Operation): number {
    const key = this.sites.key(operation.site);
    return this.byCaller ? key ^ mix(this.sites.key(operation.from)) : key;
  }
}

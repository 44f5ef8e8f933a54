// PCT that ends as a random walk.

import { fairPrefix } from './fair-prefix';
import { Pct } from './pct';

/**
 * PCT for a prefix of the iteration, then uniformly random picks, as in Coyote.
 *
 * Guarantee: that of PCT for bugs that show within the prefix; afterwards every enabled operation runs again and again with
 * probability 1, so that an iteration which still reaches `maxSteps` is a livelock and no whim of the strategy.
 * Use it where the code polls, retries, sends heartbeats or restarts things.
 *
 * Difference from Coyote: the length of the prefix is measured (see `fair-prefix.ts`).
 */
export class FairPct extends Pct {
  override readonly name: string = 'fair-pct';

  protected override fairAfter(usualLength: number, maxSteps: number): number {
    return fairPrefix(usualLength, maxSteps);
  }
}

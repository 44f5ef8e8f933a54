// The early looks of one exploration (see `early-look.ts`): which failing schedules are none of the code's fault, and what is said of them.

import type { IterationOutcome } from '../engine/outcome';
import { siteTable } from '../engine/site-table';
import { isEarlyLook } from './early-look';
import { recordAgain } from './find';
import type { RunRequest, Session } from './session';

/** Recording is slow. If the test has looked early at a place so many times, it is taken to do so there again. */
const EXAMINED = 20;

/** The early looks of an exploration. */
export class EarlyLooks {
  /** By site: the number of schedules. */
  private readonly counts = new Map<number, number>();

  /** Whether a failing run is an early look, and nothing to be judged. */
  async has(session: Session, request: RunRequest, outcome: IterationOutcome): Promise<boolean> {
    if (outcome.look === null) return false;
    const { site } = outcome.look;
    const before = this.counts.get(site) ?? 0;
    if (before < EXAMINED && !isEarlyLook((await recordAgain(session, request, outcome)).outcome)) return false;
    this.counts.set(site, before + 1);
    return true;
  }

  /** Number of schedules. */
  get schedules(): number {
    let sum = 0;
    for (const count of this.counts.values()) sum += count;
    return sum;
  }

  /** What the user is told. */
  warnings(): string[] {
    return [...this.counts].map(([id, count]) => {
      const site = siteTable.site(id);
      const place = site === null ? 'the test' : `${site.file}:${site.line}`;
      return (
        `In ${count} ${count === 1 ? 'schedule' : 'schedules'} the wait at ${place} was over before everything outside was: what the test saw then does ` +
        'not count. `await idle()` waits until nothing but timers is left to run.'
      );
    });
  }
}

// The rest of a timers phase. Timers that are due at the same time fire in one phase of the event loop, with their jobs in between, and the
// immediates that they set run behind all of them.

import { ALONE, type EventSource, type Offer, OPEN } from '../engine/event-source';
import type { Strand } from '../engine/strand';
import type { Timers } from './timers';

/** Stands before the immediates. */
export class TimerPhase implements EventSource {
  constructor(private readonly timers: Timers) {}

  /**
   * What was set in one step for one time does fire in one phase: nothing comes between. What was set in several steps does as a rule; but the
   * clock may have gone on between them.
   */
  offer(enabled: Strand[]): Offer {
    const { timers } = this;
    const timer = timers.dueInPhase();
    if (timer === null) return OPEN;
    timers.add(timer, enabled);
    return timers.mustFire(timer) ? ALONE : OPEN;
  }

  isSteady(): boolean {
    return this.timers.isSteady();
  }

  reset(): void {}

  alive(): boolean {
    return false;
  }
}

// The turn of native code. Promises, ticks and immediates that code under control has set off in Node's libraries (`events.once`,
// `util.promisify`, streams) run before the next event, as they do on a real event loop: so their order is the schedule's.

import {
  AWAY,
  type EventSource,
  type EventSources,
  HAD_ITS_TURN,
  NO_TURN,
  type Offer,
  OPEN,
  TURN_AGAIN,
  type Turn,
} from '../engine/event-source';
import type { NativeWork } from './native-work';

export class NativeTurn implements EventSource {
  private wanted = false;

  constructor(
    private readonly work: NativeWork,
    private readonly sources: EventSources,
  ) {}

  /** Native code has something to do before the next event. */
  want(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.sources.activate(this);
  }

  offer(): Offer {
    return this.wanted ? AWAY : OPEN;
  }

  turned(): Turn {
    if (this.work.takeAnother()) return TURN_AGAIN;
    if (!this.wanted) return NO_TURN;
    this.wanted = false;
    return HAD_ITS_TURN;
  }

  woken(): void {
    this.want();
  }

  giveUp(): void {
    this.wanted = false;
  }

  reset(): void {
    this.wanted = false;
  }

  alive(): boolean {
    return false;
  }
}

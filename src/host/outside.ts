// What is really under way outside: requests, sockets, processes, workers, work of the thread pool. A real completion is not raced against
// virtual time, so timers wait for what works. A deadlock is definite only if nothing is there that may bring anything.

import {
  BEFORE_REST,
  CLOSED,
  type Completion,
  type EventSource,
  HAD_ITS_TURN,
  NO_TURN,
  type Offer,
  OPEN,
  type Turn,
} from '../engine/event-source';
import { simulation } from '../engine/simulation';
import type { NativeWork } from './native-work';

/** Resources from before the exploration that may bring something. Timers and pipes of that time are those of the test framework. */
const FOREIGN: ReadonlySet<string> = new Set(['TCPSocketWrap', 'UDPWrap', 'ProcessWrap', 'MessagePort']);

function resources(): readonly string[] {
  return typeof process === 'object' ? (process.getActiveResourcesInfo?.() ?? []) : [];
}

export class Outside implements EventSource {
  readonly round = BEFORE_REST;
  /** Time waits for what works. */
  private holds = false;

  constructor(private readonly work: NativeWork) {}

  /** Stands before all that waits for rest or for virtual time. */
  offer(): Offer {
    this.holds = simulation.limits.uncontrolledTimeout !== 0 && this.work.holdsTime;
    return this.holds ? CLOSED : OPEN;
  }

  reset(): void {
    this.holds = false;
  }

  /** Work may come to its end without a word to code under control. */
  turned(): Turn {
    if (!this.holds || this.work.holdsTime) return NO_TURN;
    this.holds = false;
    return HAD_ITS_TURN;
  }

  alive(): boolean {
    return this.work.isAlive || resources().some((one) => FOREIGN.has(one));
  }

  completions(): number {
    return this.work.completions;
  }

  completion(): Completion | null {
    return this.work.completion;
  }

  cause(): number {
    return this.work.cause;
  }

  giveUp(): void {
    this.work.giveUp();
  }
}

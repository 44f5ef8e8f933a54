// idle(): waits until nothing but timers is left to run.

import { CLOSED, type EventSource, type Offer, OPEN, REST } from '../engine/event-source';
import { type ControlledPromise, newPromise, resolvePromise } from '../engine/promise';
import { simulation } from '../engine/simulation';
import type { Strand } from '../engine/strand';

/** Stands before the timers. If nothing else is enabled, it wakes those who wait. That makes jobs, and no event. */
export class Idle implements EventSource {
  readonly round = REST;
  private waiting: ControlledPromise<unknown>[] = [];

  offer(enabled: Strand[]): Offer {
    const { waiting } = this;
    if (waiting.length === 0 || enabled.length !== 0) return OPEN;
    this.waiting = [];
    for (const promise of waiting) resolvePromise(promise, undefined);
    return CLOSED;
  }

  reset(): void {
    this.waiting = [];
  }

  isSteady(): boolean {
    return this.waiting.length === 0;
  }

  alive(): boolean {
    return false;
  }

  wait(): ControlledPromise<unknown> {
    const promise = newPromise();
    this.waiting.push(promise);
    simulation.agent.sources.activate(this);
    return promise;
  }
}

// `Atomics.waitAsync`: what has been notified settles its promise by an event of its agent.

import { type EventSource, type Offer, OPEN } from '../../engine/event-source';
import { newGeneration } from '../../engine/pending';
import { simulation } from '../../engine/simulation';
import { Strand } from '../../engine/strand';

export type Answer = 'ok' | 'timed-out';

/** What a notified `waitAsync` is answered by. */
export class Woken extends Strand {
  constructor(
    private readonly waits: AsyncWaits,
    site: number,
    private readonly settle: (answer: Answer) => void,
  ) {
    super(simulation.agent.current, newGeneration(), site);
    this.kind = 'wait';
  }

  override get name(): string {
    return 'waitAsync';
  }

  override fire(): void {
    this.done = true;
    this.waits.notified.splice(this.waits.notified.indexOf(this), 1);
    this.settle('ok');
  }
}

/** The asynchronous waits of an agent that were notified, in that order. */
export class AsyncWaits implements EventSource {
  notified: Woken[] = [];

  offer(enabled: Strand[]): Offer {
    const [first] = this.notified;
    if (first !== undefined) enabled.push(first);
    return OPEN;
  }

  reset(): void {
    this.notified = [];
  }

  isSteady(): boolean {
    return true;
  }

  keepsAlive(): boolean {
    return this.notified.length > 0;
  }

  alive(): boolean {
    return false;
  }
}

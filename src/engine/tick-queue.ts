// The nextTick queue of an agent: it runs before promise jobs, as in Node. The host fills it.

import { RUNNING, simulation } from './simulation';

export class TickQueue {
  readonly callbacks: (() => void)[] = [];

  push(callback: () => void): void {
    this.callbacks.push(callback);
    if (simulation.mode !== RUNNING) simulation.wake();
  }

  clear(): void {
    if (this.callbacks.length !== 0) this.callbacks.length = 0;
  }
}

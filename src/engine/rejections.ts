// Rejected promises without a handler. Inside an iteration they are noted until the microtask queue is empty; outside each has a native
// shadow, so that the host itself (process events, Jest) finds it unhandled.

import { NativePromise } from './natives';
import type { ControlledPromise } from './promise';

export class Rejections {
  /** Rejected while nobody listened, since the last check; see `unhandled.ts`. */
  readonly noted: ControlledPromise<unknown>[] = [];
  private readonly shadows = new WeakMap<ControlledPromise<unknown>, Promise<never>>();

  /** A promise was rejected without a handler outside an iteration. */
  rejectedOutside(promise: ControlledPromise<unknown>, reason: unknown): void {
    this.shadows.set(promise, NativePromise.reject(reason));
  }

  /** Such a promise gets a handler. */
  handledOutside(promise: ControlledPromise<unknown>): void {
    this.shadows.get(promise)?.catch(() => {});
  }

  clear(): void {
    if (this.noted.length !== 0) this.noted.length = 0;
  }
}

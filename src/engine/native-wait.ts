// Waiting for what is outside control: native promises. The iteration is parked until they settle; they are counted by site.

import { logEvent } from './event-log';
import { OUTSIDE, world } from './world';

/** Completions that have arrived while the iteration was parked, in order of arrival. */
export const arrivals: { site: number; number: number; run: () => void }[] = [];

let numbers = 0;

/** A new iteration begins: nothing has arrived, waits are numbered from 1. */
export function resetArrivals(): void {
  if (arrivals.length !== 0) arrivals.length = 0;
  numbers = 0;
}

/** Subscribes to a promise that is not ours; inside an iteration its completion becomes an arrival. */
export function subscribeNative(
  promise: PromiseLike<unknown>,
  site: number,
  onFulfilled: (value: unknown) => void,
  onRejected: (reason: unknown) => void,
): void {
  if (world.mode === OUTSIDE) {
    promise.then(onFulfilled, onRejected);
    return;
  }
  const { generation } = world;
  const number = ++numbers;
  world.outside++;
  world.uncontrolled.set(site, (world.uncontrolled.get(site) ?? 0) + 1);
  const arrive = (run: () => void) => {
    if (generation !== world.generation) return;
    world.outside--;
    if (world.events !== null) logEvent({ type: 'native', step: world.steps, site });
    arrivals.push({ site, number, run });
    world.wake();
  };
  promise.then(
    (value) => arrive(() => onFulfilled(value)),
    (reason) => arrive(() => onRejected(reason)),
  );
}

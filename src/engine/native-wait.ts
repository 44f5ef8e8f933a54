// Waiting for what is outside control: native promises. The iteration is parked until they settle; they are counted by site.

import { logEvent } from './event-log';
import { OUTSIDE, world } from './world';

/** Completions that have arrived while the iteration was parked, in order of arrival. */
export const arrivals: { site: number; number: number; run: () => void }[] = [];

let numbers = 0;
let arrived = 0;
/** Waits up to this number hold nothing up any more. */
let givenUp = 0;

/** A new iteration begins: nothing has arrived, waits are numbered from 1. */
export function resetArrivals(): void {
  if (arrivals.length !== 0) arrivals.length = 0;
  numbers = arrived = givenUp = 0;
}

/** Waits of this iteration whose completion has not come, those that were given up included. */
export function outstandingWaits(): number {
  return numbers - arrived;
}

/** Nothing has come for a long time: what is waited for now does not hold up virtual timers any longer. */
export function giveUpWaiting(): void {
  givenUp = numbers;
  world.outside = 0;
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
    arrived++;
    if (number > givenUp) world.outside--;
    if (world.events !== null) logEvent({ type: 'native', step: world.steps, site });
    arrivals.push({ site, number, run });
    world.wake();
  };
  try {
    promise.then(
      (value) => arrive(() => onFulfilled(value)),
      (reason) => arrive(() => onRejected(reason)),
    );
  } catch (error) {
    // The promise has a `then` of its own.
    arrive(() => onRejected(error));
  }
}

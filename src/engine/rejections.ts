// Unhandled rejections: as in Node, a promise that is rejected and has no handler when the microtask queue is empty.

import { NativePromise } from './natives';
import { type ControlledPromise, isHandled, rejected, rejectionHooks, valueOf } from './promise';

/** After a checkpoint: the reason of the first unhandled rejection, or null. Forgets all that were noted. */
export function takeUnhandled(): { reason: unknown } | null {
  let found: { reason: unknown } | null = null;
  for (const promise of rejected)
    if (!isHandled(promise)) {
      found = { reason: valueOf(promise) };
      break;
    }
  rejected.length = 0;
  return found;
}

// Outside an iteration a rejected promise has a native shadow, so that the host itself (process events, Jest) finds it unhandled.
const shadows = new WeakMap<ControlledPromise<unknown>, Promise<never>>();

rejectionHooks.rejected = (promise) => {
  shadows.set(promise, NativePromise.reject(valueOf(promise)));
};

rejectionHooks.handled = (promise) => {
  shadows.get(promise)?.catch(() => {});
};

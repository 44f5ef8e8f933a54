// AbortSignal.timeout on the virtual clock.

import { OUTSIDE, world } from '../engine/world';
import { setVirtualTimeout } from './timers';

/** Captured before a test may replace it. */
const native = AbortSignal.timeout;

/** `$.abortTimeout`: a signal that aborts with a TimeoutError after `delay` virtual ms. */
export function abortTimeout(delay: number): AbortSignal {
  if (world.mode === OUTSIDE) return native.call(AbortSignal, delay);
  const controller = new AbortController();
  const abort = () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  setVirtualTimeout(abort, delay, []);
  return controller.signal;
}

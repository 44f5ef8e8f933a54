// AbortSignal.timeout on the virtual clock.

import { OUTSIDE, simulation } from '../engine/simulation';
import { hostAgent } from './host-agent';

/** Captured before a test may replace it. */
const native = AbortSignal.timeout;

/** `$.abortTimeout`: a signal that aborts with a TimeoutError after `delay` virtual ms. */
export function abortTimeout(delay: number): AbortSignal {
  if (simulation.mode === OUTSIDE) return native.call(AbortSignal, delay);
  const controller = new AbortController();
  const abort = () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  const { timers, site } = hostAgent();
  timers.set(abort, delay, [], false, site);
  return controller.signal;
}

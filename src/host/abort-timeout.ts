// AbortSignal.timeout on the virtual clock.

import { OUTSIDE, simulation } from '../engine/simulation';
import { standFor } from '../engine/stand-ins';
import { hostAgent } from './host-agent';

/** Captured before a test may replace it; not every realm has it. */
export const nativeAbortTimeout: ((delay: number) => AbortSignal) | undefined =
  typeof AbortSignal === 'function' ? AbortSignal.timeout : undefined;

/** `$.abortTimeout`: a signal that aborts with a TimeoutError after `delay` virtual ms. */
export const abortTimeout = standFor((delay: number): AbortSignal => {
  if (simulation.mode === OUTSIDE) return (nativeAbortTimeout as typeof AbortSignal.timeout).call(AbortSignal, delay);
  const controller = new AbortController();
  const abort = () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  const { timers, site } = hostAgent();
  timers.set(abort, delay, [], false, site);
  return controller.signal;
}, nativeAbortTimeout);

// Unhandled rejections: as in Node, a promise that is rejected and has no handler when the microtask queue is empty.

import { isAbandoned } from './abandoned';
import { isHandled, valueOf } from './promise';
import type { Rejections } from './rejections';

/** After a checkpoint: the reason of the first unhandled rejection, or null. Forgets all that were noted. */
export function takeUnhandled(rejections: Rejections): { reason: unknown } | null {
  const found = rejections.noted.find((promise) => !isHandled(promise) && !isAbandoned(valueOf(promise)));
  rejections.clear();
  return found === undefined ? null : { reason: valueOf(found) };
}

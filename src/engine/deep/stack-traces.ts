// `Error.captureStackTrace(error, fn)` leaves out the frames above `fn`, and all frames if `fn` is not on the stack. A function of a deep file
// may be there as its twin.

import { standFor } from '../stand-ins';
import { ClassTwin, isOfFile, nativeTwin, twinOf } from './twins';

type Capture = (holder: object, top?: Function) => void;

interface V8Error {
  captureStackTrace?: Capture;
  prepareStackTrace?: unknown;
}

const realm = Error as unknown as V8Error;

/** Whether a function is on the stack. */
function isOnStack(fn: Function, capture: Capture): boolean {
  const { prepareStackTrace } = realm;
  const holder: { stack?: unknown } = {};
  try {
    realm.prepareStackTrace = (_: unknown, frames: readonly unknown[]) => frames.length;
    capture(holder, fn);
    return holder.stack !== 0;
  } finally {
    realm.prepareStackTrace = prepareStackTrace;
  }
}

function bodyOf(fn: Function): Function | null {
  const twin = twinOf(fn);
  if (twin instanceof ClassTwin) return twin.body;
  if (twin === undefined || !isOfFile(twin)) return null;
  return typeof twin === 'function' ? twin : (twin as { readonly body: Function }).body;
}

/** Replaces it in this realm, once. */
export function replaceCaptureStackTrace(): void {
  const { captureStackTrace } = realm;
  if (captureStackTrace === undefined) return;
  const native = captureStackTrace.bind(Error) as Capture;
  const capture = (holder: object, top: unknown, self: Function): void => {
    if (typeof top !== 'function') {
      native(holder, self);
      return;
    }
    const body = bodyOf(top);
    native(holder, body !== null && !isOnStack(top, native) && isOnStack(body, native) ? body : top);
  };
  const controlled: Capture = (holder, top) => capture(holder, top, controlled);
  const made = standFor(controlled, captureStackTrace);
  realm.captureStackTrace = made;
  // Called by deep code: without the frames of what has called it.
  // biome-ignore lint/correctness/useYield: it never stops
  const capturing = function* (holder: object, top: unknown): Generator<unknown, void, unknown> {
    capture(holder, top, capturing);
  };
  nativeTwin(made, (_self, [holder, top]) => capturing(holder as object, top));
}

// `Error.captureStackTrace(error, fn)` leaves out the frames above `fn`, and all frames if `fn` is not on the stack. A function of a deep file
// may be there as its twin.

import { standFor } from '../stand-ins';
import { replacePrepareStackTrace, withAllFrames } from './stack-frames';
import { isOfFile, twinOf } from './twins';

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
    realm.prepareStackTrace = withAllFrames((_: unknown, frames: readonly unknown[]) => frames.length);
    capture(holder, fn);
    return holder.stack !== 0;
  } finally {
    realm.prepareStackTrace = prepareStackTrace;
  }
}

function bodyOf(fn: Function): Function | null {
  const twin = twinOf(fn);
  if (twin === undefined || !isOfFile(twin)) return null;
  return typeof twin === 'function' ? twin : (twin as { readonly body: Function }).body;
}

/** Replaces it in this realm, once; and what `Error.prepareStackTrace` gets. */
export function replaceStackTraces(): void {
  replacePrepareStackTrace(realm);
  const { captureStackTrace } = realm;
  if (captureStackTrace === undefined) return;
  const native = captureStackTrace.bind(Error) as Capture;
  const controlled: Capture = (holder, top) => {
    if (typeof top !== 'function') {
      native(holder, controlled);
      return;
    }
    const body = bodyOf(top);
    native(holder, body !== null && !isOnStack(top, native) && isOnStack(body, native) ? body : top);
  };
  realm.captureStackTrace = standFor(controlled, captureStackTrace);
}

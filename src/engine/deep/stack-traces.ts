// `Error.captureStackTrace(error, fn)` leaves out the frames above `fn`, and all frames if `fn` is not on the stack. A function of a deep file
// may be there as its twin.

import { standFor } from '../stand-ins';
import { replacePrepareStackTrace, withAllFrames } from './stack-frames';
import { ClassTwin, isOfFile, nativeTwin, twinOf } from './twins';

type Capture = (holder: object, top?: Function) => void;

interface V8Error {
  captureStackTrace?: Capture;
  prepareStackTrace?: unknown;
  stackTraceLimit?: unknown;
}

const realm = Error as unknown as V8Error;

/** As many frames as are looked through. */
const MOST_FRAMES = 10_000;

/** How many frames are below the uppermost one of a function; -1 if it has none. */
function framesBelow(fn: Function, capture: Capture): number {
  const { prepareStackTrace, stackTraceLimit } = realm;
  const holder: { stack?: unknown } = {};
  try {
    realm.stackTraceLimit = MOST_FRAMES;
    realm.prepareStackTrace = withAllFrames((_: unknown, frames: readonly unknown[]) => frames.length);
    capture(holder, fn);
    return (holder.stack as number) || -1;
  } finally {
    realm.prepareStackTrace = prepareStackTrace;
    realm.stackTraceLimit = stackTraceLimit;
  }
}

function bodyOf(fn: Function): Function | null {
  const twin = twinOf(fn);
  if (twin instanceof ClassTwin) return twin.body;
  if (twin === undefined || !isOfFile(twin)) return null;
  return typeof twin === 'function' ? twin : (twin as { readonly body: Function }).body;
}

/** Replaces it in this realm, once; and what `Error.prepareStackTrace` gets. */
export function replaceStackTraces(): void {
  replacePrepareStackTrace(realm);
  const { captureStackTrace } = realm;
  if (captureStackTrace === undefined) return;
  const native = captureStackTrace.bind(Error) as Capture;
  const capture = (holder: object, top: unknown, self: Function): void => {
    if (typeof top !== 'function') {
      native(holder, self);
      return;
    }
    const body = bodyOf(top);
    // Both may be there, if the one has led to the other: the upper one counts.
    const isBody = body !== null && framesBelow(body, native) > framesBelow(top, native);
    native(holder, isBody ? body : top);
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

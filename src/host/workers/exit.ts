// `process.exit` in a worker: nothing behind the call runs any more. Code that can stop stops there for ever, and no `catch` or `finally` of it
// sees anything. Elsewhere the only way out is an error.

import { nativeTwin } from '../../engine/deep/twins';
import { PARKED, simulation } from '../../engine/simulation';

/** Thrown where the code around the call cannot be stopped. */
export class Exit extends Error {
  override readonly name = 'Exit';
}

type Ends = (code: number) => boolean;
type Method = (code?: number | string | null) => void;

/** In a callback of Node's own nobody stands between the error and the process: it goes no further. */
function keepFromProcess(exit: Exit): void {
  if (process.hasUncaughtExceptionCaptureCallback()) return;
  const over = () => process.setUncaughtExceptionCaptureCallback(null);
  const { nextTick } = process;
  process.setUncaughtExceptionCaptureCallback((error) => {
    over();
    if (error !== exit)
      nextTick(() => {
        throw error;
      });
  });
}

function* stopping(exit: Exit): Generator<unknown, never, unknown> {
  try {
    yield simulation.deep;
  } catch {
    // Code that calls generators to their end, and can wait for nothing.
  }
  throw exit;
}

/**
 * @param ends ends the agent. @returns false if it has ended before: Node's own emitters may still call what it has left behind
 * @param codeOf the code that a call gives
 */
export function exitMethod(ends: Ends, codeOf: (given: unknown) => number): Method {
  const ended = (given: unknown): Exit | null => {
    const code = codeOf(given);
    return ends(code) ? new Exit(`The worker has ended with code ${code}.`) : null;
  };
  const method: Method = (code) => {
    const exit = ended(code);
    if (exit === null) return;
    if (simulation.mode === PARKED) keepFromProcess(exit);
    throw exit;
  };
  nativeTwin(method, (_self, [code]) => {
    const exit = ended(code);
    return exit && stopping(exit);
  });
  return method;
}

// The frames of a stack as `Error.prepareStackTrace` gets them. In deep mode functions of this package stand between a deep function and its
// caller; code that looks for its caller (`callsites` and its kind) is not to see them.

import { simulation } from '../simulation';

type Prepare = (error: unknown, frames: readonly NodeJS.CallSite[]) => unknown;

/** The folder of this package's runtime, with the separator at its end. */
const OWN = __dirname.replace(/engine[\\/]deep$/, '');

/** Marks functions that take the frames as they are. */
const UNCHANGED = Symbol('all frames');

function isOwn(frame: NodeJS.CallSite | undefined): boolean {
  return frame?.getFileName()?.startsWith(OWN) ?? false;
}

/** Without this package, and without the native generators that it drives. */
function ofProgram(frames: readonly NodeJS.CallSite[]): readonly NodeJS.CallSite[] {
  const isDriven = (frame: NodeJS.CallSite, i: number) =>
    frame.getFileName() === null && frame.getFunctionName() === 'next' && isOwn(frames[i + 1]);
  return frames.filter((frame, i) => !isOwn(frame) && !isDriven(frame, i));
}

/** For this package's own use: a function for `Error.prepareStackTrace` that sees all frames. */
export function withAllFrames<F extends object>(prepare: F): F {
  return Object.defineProperty(prepare, UNCHANGED, { value: true });
}

/** What is given to V8 in place of a program's function. */
function forProgram(prepare: unknown): unknown {
  if (typeof prepare !== 'function' || UNCHANGED in prepare) return prepare;
  return withAllFrames((error: unknown, frames: readonly NodeJS.CallSite[]) =>
    Reflect.apply(prepare as Prepare, Error, [error, ofProgram(frames)]),
  );
}

/** From now on, where deep code is loaded, a program's function gets the frames of the program. */
export function replacePrepareStackTrace(realm: { prepareStackTrace?: unknown }): void {
  let current = realm.prepareStackTrace;
  // What was there before deep code writes texts, and stays as it is when a program puts it back.
  const old = new Set<unknown>([current, undefined]);
  Object.defineProperty(realm, 'prepareStackTrace', {
    get: () => current,
    set(prepare: unknown) {
      if (!simulation.deep.loaded) old.add(prepare);
      current = old.has(prepare) ? prepare : forProgram(prepare);
    },
    configurable: true,
    enumerable: true,
  });
}

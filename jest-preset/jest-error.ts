// Makes errors read well in Jest's output: Jest splits a stack into message and frames by what its lines look like, prints causes in
// full, and shows a code frame at the first frame.

import { sep } from 'node:path';
import { PACKAGE_ROOT } from './package-root';

const FRAME = /^\s*at\s.*:\d+:\d+\)?$/;

/** Errors of the engine's own code: there all frames are of interest. */
const DEFECTS = new Set(['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError']);

/** Frames of Lockstep and of what Jest runs inside the sandbox, as V8 writes them. */
function isOwnFrame(line: string): boolean {
  return (
    line.includes(`${PACKAGE_ROOT}${sep}lib${sep}`) ||
    /[/\\]node_modules[/\\](?:lockstep|@?jest[^/\\]*|expect)[/\\]/.test(line)
  );
}

function framesOf(stack: string | undefined): string[] {
  return (stack ?? '').split('\n').filter((line) => FRAME.test(line) && !isOwnFrame(line));
}

/** A stack without Lockstep's own frames. */
function withoutOwnFrames(stack: string | undefined): string {
  return (stack ?? '')
    .split('\n')
    .filter((line) => !(FRAME.test(line) && isOwnFrame(line)))
    .join('\n');
}

/** For errors about how something was called: Jest points at the call. */
export function atTheCall(error: unknown): unknown {
  if (error instanceof Error) error.stack = withoutOwnFrames(error.stack);
  return error;
}

/** Makes Jest's record of where a test was defined point into the user's file. Jest writes the message later. */
export function pointIntoTheTest(definition: Error): void {
  const frames = framesOf(definition.stack).join('\n');
  Object.defineProperty(definition, 'stack', {
    configurable: true,
    get: () => `${definition.name}: ${definition.message}\n${frames}`,
  });
}

/** The frame in which a report names a place would end the message for Jest. */
function withoutFrameLines(text: string): string {
  return text.replace(/^(\s*)at (?=.*:\d+:\d+\)?$)/gm, '$1thrown at ');
}

/**
 * For errors of a ctest that did not pass.
 * @param definition stack of the place where the test was defined: where Jest points if the error has no frames of the user's
 */
export function presentable(error: unknown, definition: string | undefined): unknown {
  if (!(error instanceof Error) || DEFECTS.has(error.name)) return error;
  const own = framesOf((error.stack ?? '').slice(error.message.length));
  const message = withoutFrameLines(error.message);
  const frames = own.length > 0 ? own : framesOf(definition).slice(0, 1);
  // Jest prints message and stack unless the one contains the other.
  error.message = message;
  error.stack = [`${error.name}: ${message}`, ...frames].join('\n');
  // A report says what its cause was; Jest would print it once more, with all its frames.
  if (error.name === 'BugFound') delete error.cause;
  return error;
}

// Makes an error read well in Jest's output: Jest splits a stack into message and frames by what its lines look like, prints causes in
// full, and shows every frame.

import { sep } from 'node:path';
import { PACKAGE_ROOT } from './package-root';

/** Frames of Lockstep and of what Jest runs inside the sandbox, as V8 writes them. */
function isOwnFrame(line: string): boolean {
  return (
    line.includes(`${PACKAGE_ROOT}${sep}lib${sep}`) ||
    /[/\\]node_modules[/\\](?:lockstep|@?jest[^/\\]*|expect)[/\\]/.test(line)
  );
}

const FRAME = /^\s*at\s.*:\d+:\d+\)?$/;

function framesOf(stack: string | undefined): string[] {
  return (stack ?? '').split('\n').filter((line) => FRAME.test(line) && !isOwnFrame(line));
}

/** The frame in which a report names a place would end the message for Jest. */
function withoutFrameLines(text: string): string {
  return text.replace(/^(\s*)at (?=.*:\d+:\d+\)?$)/gm, '$1thrown at ');
}

/**
 * @param error its message is the whole report, which says what its cause was
 * @param definition stack of the place where the test was defined: where Jest points if the error has no frames of the user's
 */
export function presentable<Thrown extends Error>(error: Thrown, definition: string | undefined): Thrown {
  const message = withoutFrameLines(error.message);
  const own = framesOf((error.stack ?? '').slice(error.message.length));
  const frames = own.length > 0 ? own : framesOf(definition).slice(0, 1);
  error.stack = [`${error.name}: ${message}`, ...frames].join('\n');
  // Jest would print it once more, with all its frames.
  delete error.cause;
  return error;
}

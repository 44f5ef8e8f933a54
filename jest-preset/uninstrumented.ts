// Which loaded files of the project matter to concurrency but were not instrumented.

import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { isNeverInstrumented } from './never-instrumented';

const SCRIPT = /\.[cm]?[jt]sx?$/;
const DEPENDENCY = /[/\\]node_modules[/\\]/;

/** Words without which a file has nothing to instrument that concerns the order of things. */
const ASYNCHRONOUS = /\b(?:async|await|Promise|setTimeout|setInterval|setImmediate|queueMicrotask|nextTick|then)\b/;

const known = new Map<string, boolean>();

function isAsynchronous(path: string): boolean {
  let answer = known.get(path);
  if (answer === undefined) {
    try {
      answer = ASYNCHRONOUS.test(readFileSync(path, 'utf8'));
    } catch {
      answer = false;
    }
    known.set(path, answer);
  }
  return answer;
}

/**
 * @param loaded absolute paths of all loaded modules
 * @returns paths relative to `rootDir`, with forward slashes
 */
export function uninstrumentedFiles(
  loaded: readonly string[],
  rootDir: string,
  isInstrumented: (path: string) => boolean,
): string[] {
  return loaded
    .filter((path) => SCRIPT.test(path) && !DEPENDENCY.test(path) && !isNeverInstrumented(path))
    .filter((path) => !isInstrumented(path) && isAsynchronous(path))
    .map((path) => relative(rootDir, path).replaceAll('\\', '/'));
}

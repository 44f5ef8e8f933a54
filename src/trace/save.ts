// Saving traces: whole or not at all, and never over the trace of another test.

import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { traceFileName, tracesFolder } from './file-name';
import { loadTrace, stringifyTrace } from './format';
import type { Trace } from './trace';

/**
 * Writes `trace` into `<root>/.lockstep/traces/`, through a temporary file, so that a reader never sees half of it.
 * An earlier trace of the same test, seed and iteration is replaced. A trace of another test whose name has the same slug is kept, even if
 * another process writes it at this moment.
 * @returns the absolute path
 */
export function saveTrace(trace: Trace, root: string): string {
  const folder = tracesFolder(root);
  mkdirSync(folder, { recursive: true });
  const plain = join(folder, traceFileName(trace));
  return withTemporary(trace, plain, (temporary) => {
    if (isNew(temporary, plain)) return plain;
    const path = isTakenByAnother(plain, trace) ? join(folder, traceFileName(trace, true)) : plain;
    renameSync(temporary, path);
    return path;
  });
}

/** Writes `trace` to `path` through a temporary file in the same folder. */
export function writeTrace(trace: Trace, path: string): void {
  withTemporary(trace, path, (temporary) => renameSync(temporary, path));
}

function withTemporary<Result>(trace: Trace, path: string, publish: (temporary: string) => Result): Result {
  const temporary = `${path}.${process.pid}-${threadId}.tmp`;
  try {
    writeFileSync(temporary, stringifyTrace(trace));
    return publish(temporary);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Gives the file its name if nothing has it; false if something has, or the file system knows no links. */
function isNew(temporary: string, path: string): boolean {
  try {
    linkSync(temporary, path);
    return true;
  } catch {
    return false;
  }
}

function isTakenByAnother(path: string, trace: Trace): boolean {
  try {
    return !isSameTest(loadTrace(path).test, trace.test);
  } catch {
    return false;
  }
}

/** Whether two traces are of one test: two tests of one file may have the same name. */
export function isSameTest(one: Trace['test'], other: Trace['test']): boolean {
  return (
    one.file === other.file &&
    one.name.join('\0') === other.name.join('\0') &&
    (one.occurrence ?? 1) === (other.occurrence ?? 1)
  );
}

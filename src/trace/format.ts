// Traces as files. They are written whole or not at all. Everything that can be wrong when they are read has an exact error.

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numbered } from './align';
import { fitted } from './file/leave-out';
import { traceFileName, tracesFolder } from './file-name';
import { integrityOf } from './integrity';
import type { LeftOut, Trace } from './trace';
import { TraceError } from './trace-error';
import { endsTooEarly } from './truncated';
import { validateTrace } from './validate';

/**
 * Writes `trace` into `<root>/.lockstep/traces/`, through a temporary file, so that a reader never sees half of it.
 * An earlier trace of the same test, seed and iteration is replaced. A trace of another test whose name has the same slug is kept.
 * @returns the absolute path
 */
export function saveTrace(trace: Trace, root: string): string {
  const folder = tracesFolder(root);
  mkdirSync(folder, { recursive: true });
  const plain = join(folder, traceFileName(trace));
  const path = isTakenByAnother(plain, trace) ? join(folder, traceFileName(trace, true)) : plain;
  writeTrace(trace, path);
  return path;
}

/** Writes `trace` to `path` through a temporary file in the same folder. */
export function writeTrace(trace: Trace, path: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, stringifyTrace(trace));
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Reads and checks a trace.
 * @throws TraceError whose `code` says which of the cases it is
 */
export function loadTrace(path: string): Trace {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new TraceError(
        'missing',
        `There is no trace at ${path}. Run the failing test to record one, or check the path.`,
        path,
      );
    }
    throw new TraceError(
      'unreadable',
      `The trace ${path} cannot be read: ${(error as Error).message}. A trace is a readable JSON file.`,
      path,
    );
  }
  return parseTrace(text, path, path);
}

/**
 * Parses and checks a trace.
 * @param origin how messages name the document: a path, or "the trace"
 * @throws TraceError whose `code` says which of the cases it is
 */
export function parseTrace(text: string, origin = 'the trace', path: string | null = null): Trace {
  const document = parseJson(text, origin, path) as { integrity?: unknown };
  const trace = validateTrace(document, origin, path);
  const actual = integrityOf(document);
  if (document.integrity !== actual) {
    throw new TraceError(
      'edited',
      `${origin} was changed after Lockstep wrote it: its integrity should be ${actual}, but says ${JSON.stringify(document.integrity) ?? 'nothing'}. Restore the file, or record the bug again by running its test.`,
      path,
    );
  }
  return trace;
}

/** What the file of a trace lacks; undefined if it holds the whole trace. */
export function leftOutOf(trace: Trace): LeftOut | undefined {
  return fitted({ ...trace, events: numbered(trace) }).trace.leftOut;
}

/**
 * The text of a trace file: JSON, one line per field, decision and event, so that two traces can be compared line by line. If the
 * text would be larger than 1 MB, the events that a report needs least are left out, and `leftOut` says how many.
 */
export function stringifyTrace(trace: Trace): string {
  return fitted({ ...trace, events: numbered(trace) }).text;
}

function parseJson(text: string, origin: string, path: string | null): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (endsTooEarly(text)) {
      const what = text.trim() === '' ? 'is empty' : `ends too early, after ${text.length} characters`;
      throw new TraceError('truncated', `${origin} ${what}. Record the bug again by running its test.`, path);
    }
    throw new TraceError(
      'not-json',
      `${origin} is not JSON: ${(error as Error).message}. A trace is a JSON file that Lockstep wrote.`,
      path,
    );
  }
}

function isTakenByAnother(path: string, trace: Trace): boolean {
  try {
    const { test } = loadTrace(path);
    return test.file !== trace.test.file || test.name.join('\0') !== trace.test.name.join('\0');
  } catch {
    return false;
  }
}

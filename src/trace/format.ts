// The text of trace files: writing it, reading it, and an exact error for everything that can be wrong with it. `save.ts` puts it on disk.

import { readFileSync } from 'node:fs';
import { numbered } from './align';
import { fitted } from './file/leave-out';
import { integrityOf } from './integrity';
import type { LeftOut, Trace } from './trace';
import { TraceError } from './trace-error';
import { endsTooEarly } from './truncated';
import { validateTrace } from './validate';

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
    return JSON.parse(withoutMark(text));
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

/** Some editors put a byte order mark in front. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

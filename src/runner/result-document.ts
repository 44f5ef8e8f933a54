// The document that a test run leaves for the process that started it (`LOCKSTEP_RESULT`): one entry per `ctest` that ran.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { check } from '../trace/checks';

export interface ResultDocument {
  readonly format: 'lockstep-result';
  readonly version: 1;
  readonly tests: readonly TestResultEntry[];
}

export interface TestResultEntry {
  /** File of the test, as in its trace. */
  readonly file: string;
  /** Titles of the blocks and of the test. */
  readonly name: readonly string[];
  /**
   * `bug`: a failing schedule was found, or the replayed one failed again. `pass`: no failure. `divergence`: the replay left its trace.
   * `skipped`: the test did not run.
   */
  readonly outcome: 'bug' | 'pass' | 'divergence' | 'skipped';
  /** The report as text; '' if there is nothing to report. */
  readonly report: string;
  /** Absolute path of the trace that was written. */
  readonly trace?: string;
  readonly shrunk?: { readonly from: number; readonly to: number; readonly attempts: number };
  /** One line: what happened. */
  readonly message: string;
}

const DOCUMENT = check.object({
  format: check.oneOf('lockstep-result'),
  version: check.integerFrom(1),
  tests: check.list(
    check.object({
      file: check.text,
      name: check.list(check.text),
      outcome: check.oneOf('bug', 'pass', 'divergence', 'skipped'),
      report: check.text,
      trace: check.optional(check.text),
      shrunk: check.optional(
        check.object({ from: check.integerFrom(0), to: check.integerFrom(0), attempts: check.integerFrom(0) }),
      ),
      message: check.text,
    }),
  ),
});

/** Adds entries to the document at `path`, which is made if it does not exist. Several test files may write one after another. */
export function appendResults(path: string, tests: readonly TestResultEntry[]): void {
  const earlier = readResults(path)?.tests ?? [];
  const document: ResultDocument = { format: 'lockstep-result', version: 1, tests: [...earlier, ...tests] };
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, JSON.stringify(document));
  renameSync(temporary, path);
}

/** The document at `path`; null if nothing was written. @throws Error if it is something else */
export function readResults(path: string): ResultDocument | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (text === '') return null;
  const document: unknown = JSON.parse(text);
  const problem = DOCUMENT(document, '');
  if (problem !== null) throw new Error(`The result document ${path} is damaged: ${problem}.`);
  return document as ResultDocument;
}

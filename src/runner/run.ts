// run(): explores, and throws what was found as BugFound. What a test framework without a preset of its own uses.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderReport } from '../report';
import { describeFinding } from '../report/finding-report';
import type { Finding } from '../trace/finding';
import { BugFound } from './bug-found';
import { explore } from './explore';
import type { ExploreOptions } from './options';
import type { ExploreResult } from './result';

/** Text of a source file relative to `root`; null if it cannot be read. */
function sourceReader(root: string): (file: string) => string | null {
  return (file) => {
    try {
      return readFileSync(resolve(root, file), 'utf8');
    } catch {
      return null;
    }
  };
}

export interface ErrorInput {
  readonly finding: Finding;
  readonly result: Pick<ExploreResult, 'schedules' | 'uncontrolled' | 'atomic'>;
  readonly tracePath: string | null;
  /** Why the trace could not be saved. */
  readonly notSaved?: string | null;
  readonly root: string;
  readonly colour?: boolean;
  readonly replay?: string;
}

/** The error for a finding, with the whole report as its message. */
export function bugFound({ finding, result, tracePath, notSaved, root, colour, replay }: ErrorInput): BugFound {
  const input = {
    finding,
    tracePath,
    notSaved,
    schedules: result.schedules,
    uncontrolled: result.uncontrolled,
    atomic: result.atomic,
    replay,
  };
  return new BugFound({
    finding,
    text: renderReport({ ...input, sources: sourceReader(root), colour: colour ?? false }),
    report: describeFinding(input),
  });
}

/**
 * Explores the schedules of `body`, as `explore` does.
 * @returns what was explored, if nothing was found
 * @throws BugFound with the report as its message; Error if the run explored nothing (see `mustExplore`)
 */
export async function run(body: () => unknown, options: ExploreOptions = {}): Promise<ExploreResult> {
  const result = await explore(body, options);
  if (result.finding !== null) {
    throw bugFound({ finding: result.finding, result, tracePath: null, root: process.cwd() });
  }
  if (result.unearned !== null) throw new Error(`Lockstep explored nothing: ${result.unearned}`);
  return result;
}

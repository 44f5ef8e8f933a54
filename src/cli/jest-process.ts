// Runs one test in the project's own Jest, with a trace to replay, and reads what the preset reports.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type ReplayMode, VARIABLES } from '../runner/environment-variables';
import { readResults, type TestResultEntry } from '../runner/result-document';
import { CommandError } from './command-error';
import { type FoundTrace, fullName } from './find-trace';
import type { Surroundings } from './surroundings';
import { folderForJest } from './traces-folders';

export interface ReplayOrder {
  readonly found: FoundTrace;
  readonly mode: ReplayMode;
  readonly shrink: boolean;
  /** Further arguments for Jest. */
  readonly jestArguments: readonly string[];
}

/** So much of Jest's output is shown if the test did not run. */
const TAIL = 4000;

/**
 * Replays a trace in Jest.
 * @returns the entry of the trace's test
 * @throws CommandError `no-jest` or `not-run`
 */
export async function replayInJest(order: ReplayOrder, surroundings: Surroundings): Promise<TestResultEntry> {
  const { found } = order;
  const { test } = found.trace;
  const file = resolve(found.root, test.file);
  if (!existsSync(file)) {
    throw new CommandError(
      'not-run',
      `The trace belongs to ${test.file}, but there is no such file in ${found.root}. Was the test moved?`,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-'));
  try {
    const resultPath = join(folder, 'result.json');
    const output = await runJest(
      ['--runTestsByPath', file, '--testNamePattern', exactly(fullName(found.trace)), ...QUIET, ...order.jestArguments],
      { ...variables(order, surroundings), [VARIABLES.result]: resultPath },
      folderForJest(found.root, surroundings.cwd),
    );
    const entries = readResults(resultPath)?.tests ?? [];
    const ran = entries.findLast(
      (entry) => entry.name.join('\0') === test.name.join('\0') && entry.outcome !== 'skipped',
    );
    if (ran === undefined) throw new CommandError('not-run', notRun(order, entries, output));
    return ran;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A replay writes no snapshots, measures no coverage and watches nothing. */
const QUIET = ['--ci', '--coverage=false', '--watchAll=false', '--passWithNoTests'];

/** A pattern that matches this name only. */
function exactly(name: string): string {
  return `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
}

function variables({ found, mode, shrink }: ReplayOrder, { environment, colour }: Surroundings): NodeJS.ProcessEnv {
  const { NO_COLOR: _, ...inherited } = environment;
  return {
    ...inherited,
    FORCE_COLOR: colour ? '1' : '0',
    [VARIABLES.replay]: found.path,
    [VARIABLES.replayMode]: mode,
    [VARIABLES.shrink]: shrink ? '1' : '0',
  };
}

function runJest(args: readonly string[], environment: NodeJS.ProcessEnv, cwd: string): Promise<string> {
  const jest = spawn(process.execPath, [jestProgram(cwd), ...args], {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [jest.stdout, jest.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-TAIL);
    });
  }
  return new Promise((done, failed) => {
    jest.on('error', (error) => failed(new CommandError('no-jest', `Jest could not be started: ${error.message}.`)));
    jest.on('close', () => done(output));
  });
}

/** The project's own Jest, as the working directory would load it. */
function jestProgram(cwd: string): string {
  try {
    const description = createRequire(join(cwd, 'noop.js')).resolve('jest/package.json');
    const { bin } = JSON.parse(readFileSync(description, 'utf8')) as { bin: string | { jest: string } };
    return resolve(dirname(description), typeof bin === 'string' ? bin : bin.jest);
  } catch {
    throw new CommandError(
      'no-jest',
      `Jest was not found from ${cwd}. Run lockstep in the project's folder, with its dependencies installed.`,
    );
  }
}

function notRun({ found }: ReplayOrder, entries: readonly TestResultEntry[], output: string): string {
  const name = found.trace.test.name.join(' > ');
  const skipped = entries.find((entry) => entry.outcome === 'skipped');
  const why =
    skipped === undefined ? 'Was it renamed, or is the preset of Lockstep not switched on?' : `${skipped.message}.`;
  return `The test "${name}" of ${found.trace.test.file} did not run. ${why} Jest said:\n${output.trim() || '(nothing)'}`;
}

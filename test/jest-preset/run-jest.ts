// Runs a real Jest in one of the fixture projects, with the built package, and gives back what a user would see.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

export interface JestRun {
  readonly exitCode: number | null;
  /** Everything that was printed. */
  readonly output: string;
  /** By full name. */
  readonly tests: ReadonlyMap<string, { readonly status: string; readonly message: string }>;
  /** Errors of whole files, by file name. */
  readonly failedFiles: ReadonlyMap<string, string>;
  readonly coverage: Readonly<Record<string, { readonly s: Record<string, number>; readonly statementMap: object }>>;
}

interface JsonReport {
  readonly coverageMap?: JestRun['coverage'];
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { fullName: string; status: string; failureMessages: readonly string[] }[];
  }[];
}

export interface JestOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Path of the Node that runs it. */
  readonly node?: string;
}

export function projectFolder(project: string): string {
  return join(ROOT, 'test', 'fixtures', 'projects', project);
}

/** Runs Jest in `test/fixtures/projects/<project>`, in one process, without colours, as on a CI machine. */
export function runJest(project: string, options: JestOptions = {}): JestRun {
  return runJestIn(projectFolder(project), options);
}

/** The same in any folder. */
export function runJestIn(cwd: string, { args = [], env = {}, node = process.execPath }: JestOptions = {}): JestRun {
  rmSync(join(cwd, '.lockstep'), { recursive: true, force: true });
  const jest = require.resolve('jest/bin/jest');
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:LOCKSTEP_|JEST_|FORCE_COLOR|NODE_ENV)/.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(node, [jest, '--ci', '--runInBand', '--json', ...args], {
    cwd,
    env: { ...inherited, NO_COLOR: '1', ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const start = stdout.indexOf('{"');
  if (start < 0)
    return { exitCode: status, output: stdout + stderr, tests: new Map(), failedFiles: new Map(), coverage: {} };
  const report = JSON.parse(stdout.slice(start)) as JsonReport;
  const results = report.testResults.flatMap((file) => file.assertionResults);
  return {
    exitCode: status,
    output: stderr,
    tests: new Map(
      results.map(({ fullName, status: outcome, failureMessages }) => [
        fullName,
        { status: outcome, message: failureMessages.join('\n') },
      ]),
    ),
    failedFiles: new Map(
      report.testResults
        .filter((file) => file.assertionResults.length === 0)
        .map((file) => [file.name.replaceAll('\\', '/').split('/').at(-1) as string, file.message]),
    ),
    coverage: report.coverageMap ?? {},
  };
}

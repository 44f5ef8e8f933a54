// The traces that tests leave: one for each failing test, even if two have one name; and a finding where none can be written.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadTrace } from '../../src/trace';
import { projectFolder, ROOT, runJest } from './run-jest';

jest.setTimeout(240_000);

const FOLDER = projectFolder('traces');

afterAll(() => rmSync(join(FOLDER, '.lockstep'), { recursive: true, force: true }));

function lockstep(...given: string[]): { readonly code: number | null; readonly output: string } {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:LOCKSTEP_|JEST_)/.test(name)),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'lib/src/cli/main.js'), ...given], {
    cwd: FOLDER,
    encoding: 'utf8',
    env: { ...environment, NO_COLOR: '1' },
  });
  return { code: status, output: stdout + stderr };
}

describe('two tests of one name in one file', () => {
  let paths: string[] = [];
  beforeAll(() => {
    runJest('traces', { args: ['-t', 'has one name'] });
    const folder = join(FOLDER, '.lockstep', 'traces');
    paths = readdirSync(folder)
      .sort()
      .map((name) => join(folder, name));
  });

  it('keep two traces', () => {
    expect(paths.map((path) => loadTrace(path).test)).toEqual([
      { file: 'names.test.js', name: ['has one name'], occurrence: 2 },
      { file: 'names.test.js', name: ['has one name'] },
    ]);
  });

  it('and each is replayed with its own test', () => {
    const [second = '', first = ''] = paths;
    for (const [path, value] of [
      [first, '"a"'],
      [second, '"x"'],
    ] as const) {
      const { code, output } = lockstep('replay', path);
      expect(output).toContain(value);
      expect(output).toContain('Reproduced: the recorded failure');
      expect(code).toBe(1);
    }
    const byName = lockstep('replay', 'has one name');
    expect(byName.code).toBe(1);
    expect(byName.output).toMatch(/Others: has one name \(number [12] in names\.test\.js\)/);
  });
});

/** The files of a folder, if it is one. */
function filesIn(folder: string): string[] {
  return existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : [];
}

it.each(['a file', 'a file of that name', 'a full disk', 'a read-only disk'])(
  'with %s in the way, what was found is reported all the same',
  (inTheWay) => {
    const { tests, output } = runJest('traces', { args: ['-t', 'has one name'], env: { IN_THE_WAY: inTheWay } });
    const { status, message } = tests.get('has one name') ?? { status: '', message: '' };
    expect(filesIn(join(FOLDER, '.lockstep', 'traces'))).toEqual([]);
    expect(status).toBe('failed');
    expect(message).toContain('BugFound: Lockstep found a bug in "has one name"');
    expect(message).toMatch(/Critical: the failure needs .answer. of task 0\.1/);
    expect(message).toMatch(/^ +trace path: none, since the trace could not be saved \(E[A-Z]+: .+\)$/m);
    expect(message).not.toMatch(/Replay:/);
    expect(output).toMatch(
      /The trace could not be saved \(E\w+: .*\), so there is no file to replay\. Make room, or make .*\.lockstep a folder/,
    );
  },
);

it('nor is a latent finding lost', () => {
  const { tests, output } = runJest('traces', { args: ['-t', 'is latent'], env: { IN_THE_WAY: 'a file' } });
  expect(tests.get('is latent')?.status).toBe('passed');
  expect(output).toContain('Latent: ');
  expect(output).toContain('The trace could not be saved');
  expect(output).not.toContain('To see it');
});

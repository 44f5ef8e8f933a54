// What only bridges in Node's libraries is explored, shrunk and replayed, with the built package.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, ROOT, runJest } from './run-jest';

jest.setTimeout(240_000);

it('a race through each bridge is found and replays to the same failure and trace, and its correct twin is silent', () => {
  const { tests } = runJest('bridges');
  expect(tests.size).toBeGreaterThan(35);
  expect([...tests].filter(([, { status }]) => status !== 'passed')).toEqual([]);
});

it('a trace file replays in another process', () => {
  const cwd = projectFolder('native');
  try {
    const { tests } = runJest('native', { args: ['order'] });
    expect(tests.get('the last event wins')?.status).toBe('failed');
    const inherited = Object.entries(process.env).filter(([name]) => !/^(?:LOCKSTEP_|JEST_)/.test(name));
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(ROOT, 'lib/src/cli/main.js'), 'replay', 'the last event wins'],
      { cwd, encoding: 'utf8', env: { ...Object.fromEntries(inherited), NO_COLOR: '1' } },
    );
    expect(stdout).toContain('Reproduced: the recorded failure');
    expect(stdout).not.toContain('Not under control');
    expect(status).toBe(1);
  } finally {
    rmSync(join(cwd, '.lockstep'), { recursive: true, force: true });
  }
});

// The published types, as a TypeScript project sees them: what is allowed compiles, and what is not does not.

import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { projectFolder } from './run-jest';

it('a project that uses everything compiles, and each wrong call in it is an error', () => {
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', projectFolder('types')], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(status).toBe(0);
}, 240_000);

// Node can be told to have no shared buffers (`--enable-sharedarraybuffer-per-context`); the package loads there, too.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

it('the built package loads where there is no SharedArrayBuffer', () => {
  const entry = join(__dirname, '..', '..', '..', 'lib', 'src', 'index.js');
  const code = `delete globalThis.SharedArrayBuffer; delete globalThis.Atomics; require(${JSON.stringify(entry)}); console.log('loaded');`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: 'loaded\n', stderr: '' });
});

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

describe('the program', () => {
  it('is what package.json names as `lockstep`, and can be run', () => {
    const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(bin.lockstep).toBe('./lib/src/cli/main.js');
    expect(readFileSync(join(root, 'src/cli/main.ts'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('passes on arguments, output and exit code', () => {
    // The sources themselves, stripped of types by the Babel configuration of the tests.
    const source = `
      const { transformFileSync } = require('@babel/core');
      require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, { cwd: ${JSON.stringify(root)} }).code, file);
      process.argv.splice(1, 0, 'lockstep');
      require(${JSON.stringify(join(root, 'src/cli/main.ts'))});`;
    const run = (...given: string[]) =>
      spawnSync(process.execPath, ['-e', source, '--', ...given], { cwd: root, encoding: 'utf8' });
    expect(run('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(run('replay', 'gone.json')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('There is no trace at'),
    });
  });
});

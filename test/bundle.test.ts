// What the build makes of the files that Jest's sandbox loads for each test file: one, in which there is one of each module.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const LIB = join(__dirname, '..', 'lib');

/** What a program prints that has the built files at hand. */
function printed(program: string): unknown {
  const start = `const lib = ${JSON.stringify(LIB)}; const own = () => Object.keys(require.cache).filter((file) => file.startsWith(lib));`;
  return JSON.parse(execFileSync(process.execPath, ['-e', `${start} ${program}`], { encoding: 'utf8' }));
}

it('the runtime is one file, whatever is asked of it', () => {
  const files = printed(`
    const { runtime } = require(lib + '/src/runtime.js');
    require(lib + '/src/index.js');
    runtime.api.explore(async () => {}, { iterations: 2, mustExplore: false }).then(() =>
      console.log(JSON.stringify(own().map((file) => file.slice(lib.length + 1)).sort())));
  `);
  expect(files).toEqual(['src/index.js', 'src/runtime.js', 'src/sandbox.js']);
});

it('the set-up of ctest shares its modules', () => {
  const [files, ctest, same] = printed(`
    require(lib + '/jest-preset/setup.js');
    require(lib + '/jest-preset/globals.js');
    const { runtime } = require(lib + '/src/runtime.js');
    console.log(JSON.stringify([own().length, typeof ctest, runtime === globalThis[Symbol.for('lockstep.runtime')]]));
  `) as [number, string, boolean];
  expect([files, ctest, same]).toEqual([4, 'function', true]);
});

it('errors have one class, for require, import and what is thrown', () => {
  const same = printed(`
    const { BugFound, run } = require(lib + '/src/index.js');
    const fails = async () => { throw new Error('always'); };
    import(lib + '/src/index.mjs').then((module) =>
      run(fails, { iterations: 1, shrink: 0 }).catch((error) =>
        console.log(JSON.stringify([error instanceof BugFound, error instanceof module.BugFound]))));
  `);
  expect(same).toEqual([true, true]);
});

it('what only an exploration needs does not run before there is one', () => {
  const bundle = readFileSync(join(LIB, 'src', 'sandbox.js'), 'utf8');
  const modules = [...bundle.matchAll(/^var (require_\w+) = __commonJS/gm)];
  expect(modules.length).toBeGreaterThan(200);
  for (const module of ['explore', 'replay', 'strategies'])
    expect(bundle).toMatch(new RegExp(`deferred\\w*\\(\\(\\) => require_${module}\\w*\\(\\)\\)`));
});

// What the built package loads: linearizability does without the files of the other criteria and of the pictures, and whatever is asked for is there.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Folders of the checkers from which something is loaded after a program has run, in a process of its own; files that all share are left out. */
function loadedBy(program: string): string[] {
  const script = `
    const checkers = require('lockstep/checkers');
    ${program}
    const folders = Object.keys(require.cache).map((file) => /src.checkers.(\\w+).(?!guarantee|level|random)/.exec(file)?.[1]);
    console.log(JSON.stringify([...new Set(folders)]));`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' }));
}

const others = ['causal', 'generators', 'pictures', 'sequential', 'transactions'];

test('a linearizability check loads no other criterion and no pictures', () => {
  const loaded = loadedBy("checkers.checkLinearizable(checkers.readHistory(''), checkers.models.register());");
  expect(loaded).toEqual(expect.arrayContaining(['history', 'linearizable', 'models']));
  expect(loaded.filter((folder) => others.includes(folder))).toEqual([]);
});

test.each([
  ['sequential', "checkers.check(checkers.readHistory(''), { criterion: 'sequential', model: 'register' })"],
  ['causal', "checkers.check(checkers.readHistory(''), { criterion: 'causal' })"],
  ['transactions', "checkers.check(checkers.readHistory(''), { criterion: 'serializable' })"],
  ['pictures', "checkers.drawText(checkers.readHistory(''))"],
  ['generators', "checkers.generate.each([{ f: 'read' }])"],
])('%s is loaded when it is used', (folder, program) => {
  expect(loadedBy(`${program};`)).toContain(folder);
});

test('a module of the other kind can import every name', () => {
  const script =
    "import { check, checkCausal, drawHtml, generate, models } from 'lockstep/checkers'; check, checkCausal, drawHtml, generate.each, models.set;";
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root });
});

// The boundary to native work, with the built package: what goes through Node's libraries, what Node really does, and what may come to a
// deadlock beside it.

import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JestRun, ROOT, runJest, runJestIn } from './run-jest';

let run: JestRun;

beforeAll(() => {
  run = runJest('native');
}, 240_000);

const failed = (of: JestRun) => [...of.tests].filter(([, { status }]) => status !== 'passed').map(([name]) => name);

it('no program that is right fails, be it bridged by Node or worked on by it', () => {
  expect(run.tests.size).toBeGreaterThan(30);
  expect(failed(run).sort()).toEqual(['beside an interval', 'definite', 'potential', 'the last event wins']);
});

it('the order of two completions that go through `events.once` is found, shrunk, and under control', () => {
  const message = run.tests.get('the last event wins')?.message ?? '';
  expect(message).toMatch(/Schedule: [12] departures? from the default order/);
  expect(message).not.toMatch(/Waits outside/);
});

it('a deadlock is definite only where nothing is there that may bring anything', () => {
  expect(run.tests.get('definite')?.message).toContain('Reason: Deadlock: nothing can run any more.');
  expect(run.tests.get('potential')?.message).toContain('Reason: Potential deadlock');
});

it('an interval that finds nothing to do hides no deadlock: who waits is named', () => {
  const message = run.tests.get('beside an interval')?.message ?? '';
  expect(message).toContain('Reason: Deadlock');
  expect(message).toMatch(/task 0 \(test\) waits for `woken` at stuck\.test\.js:\d+/);
});

describe('inputs from real programs', () => {
  const trials = join(ROOT, '..', 'shared', 'trials');
  // Each with the tests that are to fail.
  const verdicts = [
    ['thread-pool', []],
    ['interval-deadlock', ['host, interval', 'host, no interval']],
  ] as const;
  const exists = (name: string) => existsSync(join(trials, `${name}.test.js`));
  const absent = verdicts.filter(([name]) => !exists(name));
  if (absent.length > 0) it.skip.each(absent)('%s: its file is not there', () => {});
  const present = verdicts.filter(([name]) => exists(name));
  if (present.length > 0)
    it.each(present)(
      '%s',
      (name, expected) => {
        const file = join(trials, `${name}.test.js`);
        const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-trial-')));
        try {
          cpSync(file, join(folder, `${name}.test.js`));
          writeFileSync(join(folder, 'package.json'), '{ "private": true }');
          writeFileSync(join(folder, 'jest.config.js'), "module.exports = { preset: 'lockstep' };");
          cpSync(join(trials, 'config.js'), join(folder, 'config.js'));
          symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
          const trial = runJestIn(folder);
          expect(trial.tests.size).toBeGreaterThan(1);
          expect(failed(trial).sort()).toEqual(expected);
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      },
      240_000,
    );
});

// The parts of the runner of Node's own tests, which runs on demand only (see CONTRIBUTING.md).

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { parseExclusions } = require('../test262/exclusions');
const { familyOf, flagsOf } = require('./selection');
const { summarise } = require('./summary');

it.each([
  ['test-worker-onmessage.js', 'worker'],
  ['test-worker.mjs', 'worker'],
  ['test-messageport-hasref.js', 'message'],
  ['test-broadcastchannel-custom-inspect.js', 'broadcastchannel'],
  ['test-atomics-wake.js', 'atomics'],
  ['test-async-local-storage-bind.js', 'async-local-storage'],
  ['test-http-agent.js', null],
  ['test-worker.md', null],
])('%s is of the family %s', (name, family) => {
  expect(familyOf(name)).toBe(family);
});

it('finds the flags of a test', () => {
  expect(flagsOf("'use strict';\n// Flags: --expose-gc  --no-warnings\ncode(); // Flags: --no\n")).toEqual([
    '--expose-gc',
    '--no-warnings',
  ]);
  expect(flagsOf('code();')).toEqual([]);
});

it('the exclusions are of families that are run', () => {
  const exclusions = parseExclusions(readFileSync(join(__dirname, 'exclusions.txt'), 'utf8'));
  expect(exclusions.filter(({ pattern }: { pattern: string }) => familyOf(pattern) === null)).toEqual([]);
});

describe('the summary', () => {
  const test = (name: string, controlled: string | null, plain: string | null = null) => ({ name, plain, controlled });
  const passing = Array.from({ length: 9 }, (_, index) => test(`test-worker-${index}.js`, null));

  it('counts, by family, what passes of what Node passes and nothing excludes', () => {
    const results = [
      ...passing,
      test('test-worker-a.js', 'broken'),
      test('test-worker-b.js', 'excluded'),
      test('test-worker-c.js', 'not asked', 'ended with 1'),
      test('test-atomics-wake.js', null),
    ];
    const { lines, ok } = summarise(results, parseExclusions('# why\ntest-worker-b.js'));
    expect(ok).toBe(true);
    expect(lines).toContain(`Node ${process.version} passes 12 of 13 tests.`);
    expect(lines).toContain('| test-worker* | 11 | 1 | 9 of 10 | 90.0 % |');
    expect(lines).toContain('| test-atomics* | 1 | 0 | 1 of 1 | 100.0 % |');
    expect(lines).toContain('| all | 12 | 1 | 10 of 11 | 90.9 % |');
    expect(lines).toContain('fails: test-worker-a.js: broken');
  });

  it('complains of a share that is too low, and of an exclusion that passes', () => {
    const low = summarise([...passing.slice(0, 8), test('test-worker-a.js', 'broken')], []);
    expect(low.ok).toBe(false);
    expect(low.lines).toContain('That is less than 90 %.');
    const needless = summarise(passing, parseExclusions('# why\ntest-worker-3.js'));
    expect(needless.ok).toBe(false);
    expect(needless.lines).toContain('passes, though exclusions.txt:2 excludes it: test-worker-3.js');
  });
});

describe('a folder that is no checkout of Node', () => {
  const run = (env: Record<string, string>) =>
    spawnSync(process.execPath, [join(__dirname, 'run.js')], { env: { ...process.env, ...env }, encoding: 'utf8' });

  it('is named, with what is missing and what to do', () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-node-'));
    try {
      const { status, stderr } = run({ NODE_TESTS_DIR: folder });
      expect(status).toBe(1);
      expect(stderr).toContain(`NODE_TESTS_DIR is "${folder}", which has no test/parallel`);
      expect(run({ NODE_TESTS_DIR: '' }).stderr).toContain('set NODE_TESTS_DIR to the folder');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

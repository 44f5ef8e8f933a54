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
      test('test-worker-b.js', 'excluded'),
      test('test-worker-c.js', 'not asked', 'ended with 1'),
      test('test-atomics-wake.js', null),
    ];
    const { lines, ok } = summarise(results, parseExclusions('# why\ntest-worker-b.js'));
    expect(ok).toBe(true);
    expect(lines).toContain(`Node ${process.version} passes 11 of 12 tests.`);
    expect(lines).toContain('| test-worker* | 10 | 1 | 9 of 9 | 100.0 % |');
    expect(lines).toContain('| test-atomics* | 1 | 0 | 1 of 1 | 100.0 % |');
    expect(lines).toContain('| all | 11 | 1 | 10 of 10 | 100.0 % |');
    expect(lines).toContain('Of all that Node passes, 10 of 11 pass under control: 90.9 %.');
  });

  it('complains of a failure that no exclusion names, and of an exclusion that passes', () => {
    const failing = summarise([...passing, test('test-worker-a.js', 'broken')], []);
    expect(failing.ok).toBe(false);
    expect(failing.lines).toContain('| all | 10 | 0 | 9 of 10 | 90.0 % |');
    expect(failing.lines).toContain('fails: test-worker-a.js: broken');
    const needless = summarise(passing, parseExclusions('# why\ntest-worker-3.js'));
    expect(needless.ok).toBe(false);
    expect(needless.lines).toContain('no longer needs its exclusion (exclusions.txt:2): test-worker-3.js');
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

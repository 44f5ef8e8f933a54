// Plain tests taken from real suites, run under the preset if they are there; they pass as they do without it. What they show is in
// `test/fixtures/projects/realm`, too.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runJest } from './run-jest';

const TRIALS = join(ROOT, '..', 'shared', 'trials');
const { preset } = require(join(ROOT, 'lib', 'jest-preset', 'preset')) as { preset: object };

describe.each(['timers-and-globals', 'fake-timers-visible'])('%s', (name) => {
  const present = existsSync(join(TRIALS, `${name}.test.js`));

  (present ? it : it.skip)('passes', () => {
    const config = { ...preset, rootDir: TRIALS, testMatch: [`<rootDir>/${name}.test.js`] };
    const { tests, failedFiles } = runJest('realm', { args: ['--config', JSON.stringify(config)] });
    expect(failedFiles).toEqual(new Map());
    expect(tests.size).toBeGreaterThan(0);
    expect([...tests].filter(([, { status }]) => status !== 'passed')).toEqual([]);
  });
});

// The same seed gives the same schedules: in company and alone, with coverage and without.

import { runJest } from './run-jest';

jest.setTimeout(120_000);

const NAME = 'sees no torn write';

/** Where the bug is found: in which iteration, and after how many schedules. */
function foundIn(...args: string[]): string | undefined {
  const { tests } = runJest('same-seed', { args });
  return /in iteration \d+ \(\d+ schedules run\)/.exec(tests.get(NAME)?.message ?? '')?.[0];
}

it('a test finds its bug in the same schedule', () => {
  const alone = foundIn('-t', NAME);
  expect(alone).toMatch(/iteration [1-9]\d+ /);
  expect(foundIn()).toBe(alone);
  expect(foundIn('--coverage', '--coverageReporters', 'none')).toBe(alone);
  expect(foundIn('-t', NAME, '--coverage', '--coverageReporters', 'none')).toBe(alone);
});

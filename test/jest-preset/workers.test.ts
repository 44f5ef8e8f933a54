// Simulated workers with the built package: what programs observe undisturbed is what they observe natively.

import { runJest } from './run-jest';

jest.setTimeout(240_000);

it('programs of workers observe under control what they observe natively', () => {
  const { tests } = runJest('workers', { args: ['same'] });
  expect(tests.size).toBeGreaterThan(35);
  expect([...tests].filter(([, { status }]) => status !== 'passed')).toEqual([]);
});

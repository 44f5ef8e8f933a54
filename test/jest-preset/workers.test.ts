// Simulated workers with the built package: what programs observe undisturbed is what they observe natively.

import { runJest } from './run-jest';

jest.setTimeout(240_000);

it('programs of workers observe under control what they observe natively', () => {
  const { tests } = runJest('workers', { args: ['same'] });
  expect(tests.size).toBeGreaterThan(35);
  expect([...tests].filter(([, { status }]) => status !== 'passed')).toEqual([]);
});

it('it makes no difference whether code is compiled in the first schedule or comes from a cache', () => {
  const schedules = (args: readonly string[]) => {
    const { output, tests } = runJest('workers', { args: ['cold', ...args] });
    expect([...tests.values()].map(({ status }) => status)).toEqual(['passed', 'passed']);
    expect(output).not.toContain('left over');
    return output.match(/: \d+ schedules, \d+ distinct/g);
  };
  const cold = schedules(['--no-cache']);
  expect(cold).toHaveLength(2);
  expect(schedules([])).toEqual(cold);
});

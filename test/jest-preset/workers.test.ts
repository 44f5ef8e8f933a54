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

describe('what goes wrong', () => {
  const { tests } = runJest('workers', { args: ['abuse'] });
  const messageOf = (name: string) => tests.get(name)?.message ?? 'there is no such test';

  it.each(['a hundred workers', 'one is terminated while it waits', 'workers that are left behind'])('%s', (name) => {
    expect(tests.get(name)).toEqual({ status: 'passed', message: '' });
  });

  it.each([
    ['a worker that computes for ever', /A synchronous loop did not end at \[worker eval\]/],
    ['a worker that waits for a notification for ever', /Deadlock.* waits for /s],
    ['agents that wait for each other', /Deadlock.*main, task 0, waits for .*worker .*, task 0\.2, waits for /s],
    ['an error that the parent does not listen to', /Uncaught exception: TypeError: nobody listens/],
  ])('%s', (name, said) => expect(messageOf(name)).toMatch(said));
});

// Simulated workers with the built package: what programs observe undisturbed is what they observe natively.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runJest } from './run-jest';

jest.setTimeout(240_000);

it('programs of workers observe under control what they observe natively', () => {
  const { tests } = runJest('workers', { args: ['same'] });
  expect(tests.size).toBeGreaterThan(75);
  expect([...tests].filter(([, { status }]) => status !== 'passed')).toEqual([]);
});

it('it makes no difference whether code is compiled in the first schedule or comes from a cache', () => {
  const schedules = (args: readonly string[]) => {
    const { output, tests } = runJest('workers', { args: ['cold', ...args] });
    expect([...tests.values()].map(({ status }) => status)).toEqual(['passed', 'passed']);
    expect(output).not.toContain('left over');
    return output.match(/: (?:all )?\d+ schedules.*?, \d+ distinct/g);
  };
  const cold = schedules(['--no-cache']);
  expect(cold).toHaveLength(2);
  expect(schedules([])).toEqual(cold);
});

/** The finding of a race between workers: in which schedule it was found, and which one it was shrunk to. */
function raceFoundBy(node?: string): string | undefined {
  const { tests } = runJest('workers', { args: ['seeds'], ...(node === undefined ? {} : { node }) });
  // What stands below the schedule is Node's own.
  return tests.get('counts without a lock')?.message.split(/^ *at /m)[0];
}

const node24 = join(__dirname, '../node-versions/node_modules/node-24/bin/node');

if (existsSync(node24))
  it('a race between workers is found in the same schedule under another version of Node', () => {
    const found = raceFoundBy();
    expect(found).toMatch(/in iteration \d+ /);
    expect(found).toMatch(/Schedule: /);
    expect(raceFoundBy(node24)).toBe(found);
  });
else
  it.skip('a race between workers under another version of Node: it is not installed (test/node-versions)', () => {});

it('the clocks of workers differ by choice, if an option says so', () => {
  const { tests } = runJest('workers', { args: ['clocks'] });
  const statuses = Object.fromEntries([...tests].map(([name, { status }]) => [name, status]));
  expect(statuses).toEqual({
    'each is ahead, behind or right': 'passed',
    'all three were met': 'passed',
    'undisturbed it is right': 'passed',
    'without the option it is right': 'passed',
    'a lease is taken over too early': 'failed',
  });
});

it('agents share the files in memory, and races on them are found', () => {
  const { tests } = runJest('workers', { args: ['files'] });
  const statuses = Object.fromEntries([...tests].map(([name, { status }]) => [name, status]));
  expect(statuses).toEqual({
    'looked for, then written': 'failed',
    'looked for, then written, synchronously': 'failed',
    'opened exclusively': 'passed',
    linked: 'passed',
    'written in place': 'failed',
    'written aside and renamed': 'passed',
  });
});

describe('what goes wrong', () => {
  const { tests } = runJest('workers', { args: ['abuse'] });
  const messageOf = (name: string) => tests.get(name)?.message ?? 'there is no such test';

  it.each([
    'a hundred workers',
    'a thousand workers',
    'a hundred thousand messages at once',
    'one is terminated while it waits',
    'workers that are left behind',
    'a process.exit behind which an agent waits',
    'ports and workers that are kept past their schedule',
    'nothing real is left',
  ])('%s', (name) => {
    expect(tests.get(name)).toEqual({ status: 'passed', message: '' });
  });

  it.each([
    ['a worker that computes for ever', /A synchronous loop did not end at \[worker eval\]/],
    ['a worker that waits for a notification for ever', /Deadlock.* waits for /s],
    ['agents that wait for each other', /Deadlock.*main, task 0, waits for .*worker .*, task 0\.2, waits for /s],
    ['an error that the parent does not listen to', /Uncaught exception: TypeError: nobody listens/],
    [
      'one is terminated while others wait for it',
      /Deadlock.*agent 2 \(worker patient\), task 0\.4, waits for a notification of byte 0 of shared buffer 1/s,
    ],
    [
      'a termination whose parent blocks for ever',
      /Deadlock.*main, task 0, waits for a notification of `cell\[0\]` .*waits for the end of agent 1 \(worker busy\), which\s+has\s+ended: the\s+news/s,
    ],
    ['an endless loop with sync points', /The schedule has run 1000 events and the test body is not over: a livelock/],
    ['an error in a handler of messages of the parent', /Uncaught exception: RangeError: handler of the parent/],
    ['an error in a listener of errors', /Uncaught exception: RangeError: listener of first/],
    ['a worker that never exits', /Deadlock.*idle one/s],
  ])('%s', (name, said) => expect(messageOf(name)).toMatch(said));
});

// Jest's fake timers in a ctest: they drive the schedule's clock, or are refused by name before anything runs.

import { runJest } from './run-jest';

const { tests, output } = runJest('fake-timers');

const failed = [...tests].filter(([, { status }]) => status !== 'passed').map(([name]) => name);

it('programs that are right pass, races behind timers and waits that nobody ends are found', () => {
  expect(tests.size).toBe(12);
  expect(failed.sort()).toEqual([
    'a deadlock is one when nobody moves the clock',
    'are refused by name',
    'in a hook a race behind a timer is found',
  ]);
});

it('the race is told as any other', () => {
  const { message } = tests.get('in a hook a race behind a timer is found') ?? { message: output };
  expect(message).toMatch(/Expected: 2\s+Received: 1/);
  expect(message).toContain('lost update of `saved`');
});

it('the deadlock is definite, and names who waits', () => {
  const { message } = tests.get('a deadlock is one when nobody moves the clock') ?? { message: output };
  expect(message).toContain('Reason: Deadlock: nothing can run any more.');
  expect(message).toMatch(/task 0 \(test\) waits for/);
});

it('fake timers from before are named, and what to do', () => {
  const { message } = tests.get('are refused by name') ?? { message: output };
  expect(message).toContain('Fake timers are installed (by a beforeAll hook');
  expect(message).toContain('in a beforeEach hook');
});

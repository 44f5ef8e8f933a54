// `ctest` in a real Jest: its forms, hooks, options, expectations, mocks.

import { type JestRun, runJest } from './run-jest';

let run: JestRun;

beforeAll(() => {
  run = runJest('plain');
}, 120_000);

function status(name: string): string | undefined {
  return run.tests.get(name)?.status;
}

function message(name: string): string {
  return run.tests.get(name)?.message ?? 'no such test';
}

/** Schedules that the summary reports for a ctest. */
function schedules(name: string): number {
  const line = run.output.split('\n').find((one) => one.trim().startsWith(`${name}: `)) ?? '';
  return Number(/ ([\d,]+) schedules?,/.exec(line)?.[1]?.replace(',', ''));
}

describe('a race', () => {
  it('fails the ctest with the report, in the lines of the user', () => {
    const report = message('a racing account keeps both deposits');
    expect(report).toContain('BugFound: Lockstep found a bug in "a racing account keeps both deposits"');
    expect(report).toContain('Expected: 3');
    expect(report).toContain('thrown at account.test.js:8:30');
    expect(report).toMatch(/trace path: \.lockstep\/traces\/a-racing-account\S+\.json/);
    expect(report).toContain('Replay: npx lockstep replay .lockstep/traces/');
  });

  it('shows no frame of Lockstep or Jest, and the error once', () => {
    const report = message('a racing account keeps both deposits');
    expect(report.match(/^\s+at .*/gm)).toEqual([expect.stringMatching(/toBe \(account\.test\.js:8:30\)$/)]);
    expect(report.split('Expected: 3')).toHaveLength(2);
    expect(run.output).not.toContain('Cause:');
  });

  it('is not found in correct code', () => {
    expect(status('a careful account keeps both deposits')).toBe('passed');
    expect(schedules('a careful account keeps both deposits')).toBe(60);
  });
});

describe('the forms of ctest', () => {
  it.each([
    ['a failing ctest passes when a schedule fails', 'passed'],
    ['a failing ctest fails when none does', 'failed'],
    ['a skipped ctest is not run', 'pending'],
    ['a ctest to be written', 'todo'],
    ['[1,2] adds up to 3', 'passed'],
    ['[4,5,6] adds up to 15', 'passed'],
    ['2 from objects', 'passed'],
    ['5 from a template', 'passed'],
    ['failing [1,2]', 'passed'],
    ['imported from lockstep', 'passed'],
    ['with a done callback', 'passed'],
    ['an ordinary test beside them', 'passed'],
    ['marked', 'passed'],
    ['not marked', 'pending'],
  ])('%s: %s', (name, expected) => {
    expect(status(name)).toBe(expected);
  });

  it('.failing says what is wrong, and where', () => {
    expect(message('a failing ctest fails when none does')).toMatch(
      /Remove `\.failing` to remove error\.\n.*forms\.test\.js:16:/,
    );
  });

  it('reports what was handed to done', () => {
    expect(message('with a done callback that reports an error')).toContain('Error: reported by done');
  });

  it('explores rows of tables, with options', () => {
    expect(schedules('[4,5,6] adds up to 15')).toBe(60);
    expect(schedules('2 from objects')).toBe(7);
  });
});

describe('hooks', () => {
  it('run once per schedule, in the order of Jest, and once per ordinary test', () => {
    expect(message('inside each schedule starts from fresh state')).toBe('');
    expect(message('inside an ordinary test has its hooks once')).toBe('');
  });

  it('that fail are the failure', () => {
    expect(message("a hook that fails keeps the body from running, and the error is the hook's")).toContain(
      'Error: the hook has failed',
    );
    expect(message('an after-hook that fails fails the ctest')).toContain('Error: the after-hook has failed');
  });

  it('after a failing hook still run, and the body does not', () => {
    expect(run.output).not.toContain('Error: ran ');
  });
});

it('options of the test go before those of the block, and these before those of file and configuration', () => {
  expect([
    schedules('from the file'),
    schedules('block > from the block'),
    schedules('block > from the test'),
    schedules('a careful account keeps both deposits'),
  ]).toEqual([23, 21, 22, 60]);
});

describe('expectations', () => {
  it.each([
    ['expect.assertions counts per schedule', 'passed', ''],
    ['expect.assertions that is not met fails', 'failed', 'Expected two assertions to be called but received one'],
    ['expect.hasAssertions that is not met fails', 'failed', 'Expected at least one assertion'],
    ['a snapshot has one number in all schedules', 'passed', ''],
    ['a snapshot that depends on the schedule fails', 'failed', 'Received: "b,a"'],
    ['an inline snapshot holds in all schedules', 'passed', ''],
    ['an ordinary test counts for itself', 'passed', ''],
  ])('%s', (name, expected, text) => {
    expect(status(name)).toBe(expected);
    expect(message(name)).toContain(text);
  });
});

it('what mocks resolve to comes at once or late', () => {
  expect(message('values of mocks come at once or late')).toContain('Received: 1');
  expect(status('a rejected value of a mock')).toBe('passed');
});

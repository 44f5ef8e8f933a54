import { describeFinding, renderReport } from '../../src/report';
import { BugFound, ReplayDivergence } from '../../src/runner/bug-found';
import type { TraceDecision } from '../../src/trace';
import { CASES } from '../report/cases';
import { sources } from '../report/traces';

const finding = CASES['lost-update'] as (typeof CASES)[string];
const input = { finding, tracePath: '.lockstep/traces/a.json' };

describe('BugFound', () => {
  const error = new BugFound({ finding, text: renderReport({ ...input, sources }), report: describeFinding(input) });

  it('is an error whose message is the whole report and whose cause is what was thrown', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('BugFound');
    expect(error.message).toBe(renderReport({ ...input, sources }));
    expect(error.cause).toBe(finding.error);
  });

  it('has every fact as a field', () => {
    expect(error).toMatchObject({
      reason: expect.stringContaining('JestAssertionError: expect(received).toBe(expected)'),
      iteration: 7,
      seed: 12345,
      strategy: 'pos',
      trace: finding.trace,
      tracePath: '.lockstep/traces/a.json',
      failStep: 1,
      site: 'test/account.test.ts:10:30',
      places: ['test/account.test.ts:3:25', 'test/account.test.ts:4:33', 'test/account.test.ts:4:33'],
      verdict: 'bug',
    });
  });

  it("has the user's frames as its stack, behind the report", () => {
    expect(error.stack).toBe(`BugFound: ${error.message}\n    at Object.<anonymous> (test/account.test.ts:10:30)`);
  });

  it('is written as the report in JSON', () => {
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: 'BugFound',
      format: 'lockstep-report',
      failStep: 1,
      race: { kind: 'lost-update' },
    });
  });
});

describe('ReplayDivergence', () => {
  const decision = (changes: Partial<TraceDecision> = {}): TraceDecision => ({
    kind: 'pick',
    options: 2,
    choice: 1,
    task: '0.1',
    site: 'src/a.ts:4:9',
    operation: 'await',
    hash: 1,
    ...changes,
  });
  const diverged = (
    expected: TraceDecision | null,
    actual: TraceDecision | null,
    changed: ReplayDivergence['changedSources'] = [],
  ) =>
    new ReplayDivergence({
      trace: finding.trace,
      tracePath: 'a.json',
      decision: 3,
      expected,
      actual,
      changedSources: changed,
    });

  it('says where and how the replay left its trace', () => {
    expect(diverged(decision(), decision({ operation: 'timer', task: '0.2' })).message).toContain(
      'The replay of "account > withdraws twice" left its trace at decision 3 of 1: expected await picked from 2 of task 0.1 at src/a.ts:4, got timer picked from 2 of task 0.2 at src/a.ts:4.',
    );
  });

  it.each([
    ['the trace ends first', null, decision(), 'the trace has ended, but the run goes on with await picked from 2'],
    ['the run ends first', decision(), null, 'the run has ended, but the trace goes on with await picked from 2'],
    [
      'the options differ',
      decision(),
      decision({ hash: 2 }),
      'is met as expected, but the other options are not those of the trace',
    ],
    ['only the outcome differs', null, null, 'the run ended in another way'],
  ])('also when %s', (_, expected, actual, detail) => {
    expect(diverged(expected, actual).detail).toContain(detail);
  });

  it('blames changed sources if there are any, and else what is not controlled', () => {
    expect(diverged(null, null).message).toContain('No source has changed');
    const changed = [
      { file: 'src/a.ts', change: 'changed' },
      { file: 'src/b.ts', change: 'absent' },
    ] as const;
    expect(diverged(null, null, changed).message).toContain(
      'Sources changed since the trace was recorded: src/a.ts, src/b.ts (absent).',
    );
    expect(diverged(null, null, changed).message).toContain('--mode nearest');
  });

  it('has its facts as fields, in JSON too', () => {
    const error = diverged(decision(), null);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: 'ReplayDivergence',
      iteration: 7,
      seed: 12345,
      tracePath: 'a.json',
      decision: 3,
      expected: { task: '0.1' },
      actual: null,
      changedSources: [],
    });
  });
});

// Reports of traces that are too long for their files: they say what the file lacks, and claim nothing that it cannot tell.

import { jsonReport, renderReport, renderTrace } from '../../src/report';
import { leftOutClause } from '../../src/report/left-out';
import { reasonOf } from '../../src/report/reason';
import { parseTrace, stringifyTrace } from '../../src/trace';
import { manyTasks } from '../trace/many-tasks';
import { CASES } from './cases';
import { findingOf } from './traces';

const input = { tracePath: 'a.json', sources: () => null };

describe('a trace whose file lacks events', () => {
  const whole = manyTasks(4000);
  const read = parseTrace(stringifyTrace(whole));
  const reports = [whole, read].map((trace) => jsonReport({ ...input, finding: findingOf(trace) }));
  const lacking = whole.events.length - read.events.length;
  const clause = `${lacking.toLocaleString('en-US')} events are left out, so that the file stays under 1 MB`;

  it('is reported so where its file is named, also by who has the whole trace', () => {
    expect(lacking).toBeGreaterThan(1000);
    const leftOut = { events: lacking, oversized: false };
    expect(reports.map((report) => report.leftOut)).toEqual([leftOut, leftOut]);
    const text = renderReport({ ...input, finding: findingOf(read) });
    expect(text).toContain(`  trace path: a.json\n              (${clause})\n`);
    expect(jsonReport({ finding: findingOf(whole), tracePath: null }).leftOut).toBeNull();
  });

  it('gives the same report in all that says why the run failed', () => {
    const [one, other] = reports;
    const telling = ({ reason, race, steps, departures, places, critical }: NonNullable<typeof one>) => ({
      reason,
      race,
      steps,
      departures,
      places,
      critical,
    });
    expect(telling(other as NonNullable<typeof one>)).toEqual(telling(one as NonNullable<typeof one>));
  });

  it('is printed with what it has', () => {
    const [, , , , , , , , , ...rest] = renderTrace(read).split('\n');
    const schedule = rest.indexOf(`  ${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`);
    expect(rest[schedule - 1]).toBe(`Schedule: 7,999 decisions, ${read.events.length.toLocaleString('en-US')} events`);
  });
});

it('waits that were counted are said to be at least as many', () => {
  const { trace } = CASES['step-bound'] as (typeof CASES)[string];
  const textOf = (leftOut?: { events: number; oversized: boolean }) => reasonOf({ ...trace, leftOut }).text;
  expect(textOf()).toContain('\n  500 waits at src/poll.ts:4');
  expect(textOf({ events: 9, oversized: false })).toContain('\n  at least 500 waits at src/poll.ts:4');
});

it('what is left out, in words', () => {
  expect(leftOutClause({ events: 1, oversized: false })).toBe('1 event is left out, so that the file stays under 1 MB');
  expect(leftOutClause({ events: 1200, oversized: true })).toBe(
    '1,200 events are left out, and yet the file is larger than 1 MB, since the replay needs all decisions',
  );
  expect(leftOutClause({ events: 0, oversized: true })).toBe(
    'the file is larger than 1 MB, since the replay needs all decisions',
  );
});

it('a trace whose file is whole says nothing of it', () => {
  const finding = CASES['lost-update'] as (typeof CASES)[string];
  expect(renderReport({ ...input, finding })).not.toContain('left out, so');
  expect(jsonReport({ ...input, finding }).leftOut).toBeNull();
});

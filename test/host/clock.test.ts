// The virtual clock: stands still within a step, moves when timers fire, is the same in every run; real outside.

import { runtime } from '../../src/runtime';
import { outcomeOf, verdictOf } from '../support/iterate';
import { instrumented } from '../support/program';

const EPOCH = Date.UTC(2026, 0, 1);

it('Date, performance.now and hrtime stand still within a step and move with timers', async () => {
  const readings: unknown[] = [];
  const body = instrumented(async (note: (...values: unknown[]) => void) => {
    const read = () =>
      note(
        Date.now(),
        new Date().valueOf(),
        Date.parse(Date()),
        performance.now(),
        process.hrtime(),
        process.hrtime.bigint(),
      );
    read();
    await null;
    read();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    read();
  });
  const outcome = await outcomeOf(() => body((...values) => readings.push(values)));
  const at = (ms: number, hr: [number, number]) => [
    EPOCH + ms,
    EPOCH + ms,
    Math.floor((EPOCH + ms) / 1000) * 1000,
    // A process has been running for a while when a test begins.
    1000 + ms,
    hr,
    BigInt(ms) * 1_000_000n,
  ];
  expect(outcome).toMatchObject({ failure: null, virtualTime: 1500 });
  expect(readings).toEqual([at(0, [0, 0]), at(0, [0, 0]), at(1500, [1, 500_000_000])]);
});

it('process.hrtime(previous) is a difference', async () => {
  const body = instrumented(async (note: (value: unknown) => void) => {
    await new Promise((resolve) => setTimeout(resolve, 900));
    const start = process.hrtime();
    await new Promise((resolve) => setTimeout(resolve, 250));
    note(process.hrtime(start));
  });
  const notes: unknown[] = [];
  expect(await verdictOf(() => body((value) => notes.push(value)))).toBe('passed');
  expect(notes).toEqual([[0, 250_000_000]]);
});

it('a busy wait on the clock ends', async () => {
  const body = instrumented(async () => {
    const end = Date.now() + 50;
    while (Date.now() < end);
    const later = performance.now() + 10;
    while (performance.now() < later);
  });
  expect(await verdictOf(body)).toBe('passed');
});

it('dates made from arguments, subclasses and statics are as ever', async () => {
  const body = instrumented(async () => {
    class Own extends Date {
      year() {
        return this.getUTCFullYear();
      }
    }
    const checks = [
      new Date(0).getTime() === 0,
      new Date('2020-02-03T00:00:00Z').getUTCMonth() === 1,
      new Date(2020, 1, 3).getDate() === 3,
      new Date() instanceof Date,
      new Own() instanceof Own && new Own() instanceof Date && new Own().year() === 2026,
      Date.UTC(1970, 0, 1) === 0,
      Date.length === 7 && Date.name === 'Date',
      typeof Date() === 'string',
      Object.prototype.toString.call(new Date()) === '[object Date]',
    ];
    if (checks.includes(false)) throw new Error(checks.join());
  });
  expect(await verdictOf(body)).toBe('passed');
});

it('outside an iteration the time is the real one', () => {
  const before = Date.now();
  expect(runtime.Date.now()).toBeGreaterThanOrEqual(before);
  expect(runtime.performance.now()).toBeGreaterThan(0);
  expect(typeof runtime.hrtime.bigint()).toBe('bigint');
});

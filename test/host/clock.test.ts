// The virtual clock: stands still within a step, moves when timers fire, is the same in every run; real outside.

import { simulation } from '../../src/engine/simulation';
import { HostAgent } from '../../src/host/host-agent';
import { runtime } from '../../src/runtime';
import { outcomeOf, verdictOf } from '../support/iterate';
import { instrumented, instrumentedSource } from '../support/program';

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

/** What a body, given as source text, notes in one schedule. */
async function notedBy(source: string): Promise<unknown[]> {
  const body = instrumentedSource(source) as (note: (value: unknown) => void) => unknown;
  const values: unknown[] = [];
  const { failure, uncontrolled } = await outcomeOf(() => body((value) => values.push(value)));
  if (failure !== null) throw failure.error;
  expect([...uncontrolled]).toEqual([]);
  return values;
}

const WAIT = 'await new Promise((resolve) => setTimeout(resolve, 250));';

it.each([
  [
    'performance.now',
    `const { performance: p } = require('perf_hooks'); note(p.now()); ${WAIT} note(p.now());`,
    [1000, 1250],
  ],
  [
    'performance.now',
    `const { now } = require('node:perf_hooks').performance; note(now()); ${WAIT} note(now());`,
    [1000, 1250],
  ],
  [
    'hrtime',
    `const p = require('node:process'); ${WAIT} note(p.hrtime()); note(p.uptime());`,
    [[0, 250_000_000], 0.25],
  ],
  ['hrtime', `const { hrtime } = require('process'); ${WAIT} note(hrtime.bigint());`, [250_000_000n]],
  ['uptime', `${WAIT} note(process.uptime());`, [0.25]],
  ['Date.now', `const { now } = Date; ${WAIT} note(now());`, [EPOCH + 250]],
  [
    'Date',
    `${WAIT} note(Reflect.construct(Date, []).getTime()); note(new (class extends Date {})().getTime());`,
    [EPOCH + 250, EPOCH + 250],
  ],
  [
    'Date.parse',
    `note(Date.parse('2020-01-01T00:00:00Z')); note(Date.parse === new Date().constructor.parse);`,
    [Date.UTC(2020, 0, 1), true],
  ],
])('%s of a module or a variable: %s', async (_, source, expected) => {
  expect(await notedBy(`async (note) => { ${source} }`)).toEqual(expected);
});

describe('performance', () => {
  it('has an origin that fits', async () => {
    const source = `async (note) => {
      ${WAIT}
      note(performance.timeOrigin + performance.now() - Date.now());
      note(performance.toJSON().timeOrigin === performance.timeOrigin);
    }`;
    expect(await notedBy(source)).toEqual([0, true]);
  });

  it('marks and measures', async () => {
    const source = `async (note) => {
      const all = (...entries) => note(entries.map(({ name, startTime, duration, detail }) => [name, startTime, duration, detail]));
      all(performance.mark('a'), performance.mark('given', { startTime: 3, detail: 'x' }), performance.mark('b', { detail: 1 }));
      ${WAIT}
      all(performance.measure('since a', 'a'), performance.measure('whole'), performance.measure('between', 'given', 'a'));
      all(
        performance.measure('from', { start: 'a', detail: 2 }),
        performance.measure('to', { end: 'a', duration: 5 }),
        performance.measure('lasts', { duration: 5 }),
        performance.measure('numbers', { start: 1, end: 4 }),
      );
      note(performance.getEntriesByName('a').length);
      try { performance.measure('none', 'missing'); } catch (error) { note(error.name); }
    }`;
    const run = () => notedBy(source);
    const first = await run();
    expect(first).toEqual([
      [
        ['a', 1000, 0, null],
        ['given', 3, 0, 'x'],
        ['b', 1000, 0, 1],
      ],
      [
        ['since a', 1000, 250, null],
        ['whole', 0, 1250, null],
        ['between', 3, 997, null],
      ],
      [
        ['from', 1000, 250, 2],
        ['to', 995, 5, null],
        ['lasts', 1245, 5, null],
        ['numbers', 1, 3, null],
      ],
      1,
      'SyntaxError',
    ]);
    // nothing stays on the timeline that the process has
    expect(performance.getEntriesByName('a')).toEqual([]);
    expect(performance.getEntriesByType('measure')).toEqual([]);
    expect(await run()).toEqual(first);
  });

  it('timerify calls the function', async () => {
    expect(await notedBy('async (note) => { note(performance.timerify((a, b) => a + b)(1, 2)); }')).toEqual([3]);
  });

  it('outside an iteration it is the real one', () => {
    const { performance: controlled } = runtime;
    expect(controlled.timeOrigin).toBe(performance.timeOrigin);
    expect(Math.abs(controlled.mark('real').startTime - performance.now())).toBeLessThan(1000);
    expect(performance.getEntriesByName('real')).toHaveLength(1);
    performance.clearMarks('real');
  });
});

describe('what takes the present time by itself', () => {
  it('Intl.DateTimeFormat', async () => {
    const source = `async (note) => {
      const format = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'UTC', hourCycle: 'h23' });
      ${WAIT}
      await new Promise((resolve) => setTimeout(resolve, 60_000));
      note(format.format());
      note(format.format(undefined));
      note([0].map(format.format)[0]);
      note(format.formatToParts().map(({ value }) => value).join(''));
      note(format.formatToParts(0)[0].value);
      note(format.format === format.format);
    }`;
    const now = '1/1/26, 00:01:00';
    expect(await notedBy(source)).toEqual([now, now, '1/1/70, 00:00:00', now, '1', true]);
  });

  it('Intl.DateTimeFormat outside an iteration looks and works as ever', () => {
    const format = new Intl.DateTimeFormat('en', { year: 'numeric' });
    const year = String(new Date().getFullYear());
    expect([format.format(), format.formatToParts()[0]?.value]).toEqual([year, year]);
    const descriptor = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format');
    expect(descriptor).toMatchObject({ set: undefined, enumerable: false, configurable: true });
    expect([descriptor?.get?.name, String(descriptor?.get)]).toEqual([
      'get format',
      'function get format() { [native code] }',
    ]);
    expect([format.format.name, format.format.length, format.formatToParts.length]).toEqual(['', 1, 1]);
    expect(() => Reflect.get(Intl.DateTimeFormat.prototype, 'format')).toThrow(TypeError);
    expect(() => format.format(Number.NaN)).toThrow(RangeError);
  });
});

it('an agent has a clock and randomness of its own', async () => {
  const notes: unknown[] = [];
  const body = instrumented(async (note: (value: unknown) => void, as: (run: () => void) => void) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const look = () => [Date.now(), performance.now(), performance.timeOrigin, process.hrtime(), Math.random()];
    note(look());
    as(() => note(look()));
    as(() => note(look()));
    note(look());
  });
  // As a worker is made in an iteration.
  const as = (run: () => void) => {
    const { agent } = simulation;
    simulation.enter(new HostAgent({ skew: 5000 }));
    run();
    simulation.enter(agent);
  };
  const runOnce = async () => {
    notes.length = 0;
    expect(await verdictOf(() => body((value) => notes.push(value), as), { seed: 3 })).toBe('passed');
    return notes.map((values) => [...(values as unknown[])]);
  };
  const [before, worker, other, after] = (await runOnce()) as unknown[][];
  const hr = [0, 100_000_000];
  expect(before?.slice(0, 4)).toEqual([EPOCH + 100, 1100, EPOCH - 1000, hr]);
  expect(worker?.slice(0, 4)).toEqual([EPOCH + 5100, 1000, EPOCH + 4100, hr]);
  expect(new Set([before, worker, other, after].map((values) => values?.[4])).size).toBe(4);
  expect(await runOnce()).toEqual([before, worker, other, after]);
});

it('outside an iteration the time is the real one', () => {
  const before = Date.now();
  expect(runtime.Date.now()).toBeGreaterThanOrEqual(before);
  expect(runtime.performance.now()).toBeGreaterThan(0);
  expect(typeof runtime.hrtime.bigint()).toBe('bigint');
});

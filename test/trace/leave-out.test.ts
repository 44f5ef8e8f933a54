// Files stay under 1 MB: what is left out of a long trace, what never is, and what is said of it.

import type { TraceEvent } from '../../src/engine/event';
import { lateOperations } from '../../src/report/late-operations';
import { parseTrace, stringifyTrace, type Trace } from '../../src/trace';
import { numbered } from '../../src/trace/align';
import { raceOf } from '../../src/trace/explain';
import { fitted, MOST_BYTES } from '../../src/trace/file/leave-out';
import { generateTrace } from './generate-trace';
import { manyTasks } from './many-tasks';
import { sampleTrace } from './sample-trace';

const bytes = (text: string) => Buffer.byteLength(text);
const seeds = Array.from({ length: 300 }, (_, seed) => seed);

/** True if the first list is the second without some of its entries. */
function isPart(part: readonly unknown[], whole: readonly unknown[]): boolean {
  let position = 0;
  for (const one of part) {
    while (position < whole.length && whole[position] !== one) position++;
    if (position++ === whole.length) return false;
  }
  return true;
}

describe('the trace of 10,000 tasks', () => {
  const whole = manyTasks(10_000);
  const text = stringifyTrace(whole);
  const read = parseTrace(text);

  it('fills 1 MB and no more', () => {
    expect(whole.decisions).toHaveLength(19_999);
    expect(bytes(text)).toBeLessThanOrEqual(MOST_BYTES);
    expect(bytes(text)).toBeGreaterThan(MOST_BYTES - 1000);
  });

  it('has all decisions, and says how many events it lacks', () => {
    expect(read.decisions).toEqual(whole.decisions);
    expect(read.leftOut).toEqual({ events: whole.events.length - read.events.length, oversized: false });
    expect(read.events.length).toBeGreaterThan(10_000);
  });

  it('has everything of the steps before the failure', () => {
    const last = read.events.slice(-500);
    expect(last).toEqual(whole.events.slice(-500));
  });

  it('tells the same race', () => {
    const race = raceOf(whole);
    expect(race?.kind).toBe('lost-update');
    expect(raceOf(read)).toEqual(race);
  });

  it('names every task that it speaks of', () => {
    const started = new Set(read.events.flatMap((event) => (event.type === 'fork' ? [event.task] : ['0'])));
    expect(read.events.filter((event) => !started.has(event.task))).toEqual([]);
  });

  it('does not claim of an operation that it never completed', () => {
    expect(lateOperations(whole).every((one) => one.completed)).toBe(true);
    const told = lateOperations(read);
    expect(told.length).toBeGreaterThan(100);
    expect(told.filter((one) => !one.completed)).toEqual([]);
  });

  it('is saved again as it is', () => {
    expect(stringifyTrace(read)).toBe(text);
  });
});

describe('what is left out', () => {
  const { decisions } = manyTasks(1000);

  it('is nothing of a trace that fits', () => {
    for (const trace of [sampleTrace(), manyTasks(1000)]) {
      expect(fitted(trace).trace).toBe(trace);
      expect(parseTrace(stringifyTrace(trace))).toEqual(trace);
    }
  });

  it('is nothing at the limit, and something a byte below', () => {
    const trace = manyTasks(10);
    const size = bytes(stringifyTrace(trace));
    expect(fitted(trace, size).trace.leftOut).toBeUndefined();
    expect(fitted(trace, size - 1).trace.leftOut?.events).toBeGreaterThan(0);
  });

  it('is none of the decisions, however many there are: the file says that it is too large', () => {
    const trace = sampleTrace({
      decisions: Array.from({ length: 40 }, () => decisions)
        .flat()
        .slice(0, 70_000),
    });
    const text = stringifyTrace(trace);
    expect(bytes(text)).toBeGreaterThan(MOST_BYTES);
    const read = parseTrace(text);
    expect(read.decisions).toHaveLength(70_000);
    expect(read.leftOut).toEqual({ events: 0, oversized: true });
    expect(stringifyTrace(read)).toBe(text);
    expect(stringifyTrace({ ...trace, events: [] })).toContain('"leftOut": {"events":0,"oversized":true}');
  });

  it('is not all in a file that is too large anyway: a report needs some', () => {
    const trace = manyTasks(3000);
    const { trace: kept, text } = fitted(trace, 100_000);
    expect(kept.decisions).toBe(trace.decisions);
    expect(kept.leftOut).toEqual({ events: trace.events.length - kept.events.length, oversized: true });
    expect(kept.events.at(-1)).toBe(trace.events.at(-1));
    expect(raceOf(kept)).toEqual(raceOf(trace));
    expect(bytes(text) - bytes(fitted({ ...trace, events: [] }).text)).toBeLessThan(51_000);
    expect(fitted(kept, 100_000).text).toBe(text);
  });

  it('is added to what was left out before', () => {
    const trace = { ...manyTasks(1000), leftOut: { events: 7, oversized: false } };
    const cut = fitted(trace, 200_000).trace;
    expect(cut.leftOut?.events).toBe(7 + trace.events.length - cut.events.length);
    expect(cut.events.length).toBeLessThan(trace.events.length);
  });

  it('is not the critical decision', () => {
    const trace: Trace = {
      ...manyTasks(1000),
      critical: {
        kind: 'removal',
        decision: 3,
        decided: 'late',
        failing: { task: '', site: '', operation: '' },
        passing: { task: '0.4', site: decisions[3]?.site ?? '', operation: 'await' },
      },
    };
    const isCritical = (event: TraceEvent) => event.type === 'latency' && event.decision === 3;
    expect(fitted(trace, 70_000).trace.events.filter(isCritical)).toHaveLength(1);
  });

  it('is not the completion of an operation that was late, however little it departs from the default order', () => {
    const { decisions: all, events, ...rest } = manyTasks(1000);
    const inOrder = <T extends object>(one: T): T =>
      'options' in one && 'choice' in one ? { ...one, choice: 0 } : one;
    const trace = {
      ...rest,
      decisions: all.map((one) => (one.kind === 'pick' ? inOrder(one) : one)),
      events: events
        .filter((event) => event.type !== 'access')
        .map((event) => (event.type === 'step' ? inOrder(event) : event)),
    };
    const kept = fitted(trace, 110_000).trace;
    const late = kept.events.filter((event) => event.type === 'latency');
    expect(late.length).toBeGreaterThan(300);
    expect(late.length).toBeLessThan(1000);
    expect(lateOperations(kept).filter((one) => !one.completed)).toEqual([]);
  });

  it('counts bytes, not characters', () => {
    const trace = manyTasks(100);
    const value = '支払い'.repeat(20);
    const events = trace.events.map((event) => (event.type === 'resume' ? { ...event, value } : event));
    const { text } = fitted({ ...trace, events }, 30_000);
    expect(bytes(text)).toBeLessThanOrEqual(30_000);
    expect(text).toContain(value);
  });
});

test('300 random traces keep what they say, and stay as small as they should', () => {
  let cut = 0;
  for (const seed of seeds) {
    const given = generateTrace(seed);
    const trace = { ...given, events: numbered(given) };
    const most = 1400 + ((seed * 37) % 2000);
    const whole = bytes(stringifyTrace(trace));
    const { trace: kept, text } = fitted(trace, most);
    const left = trace.events.length - kept.events.length;
    expect({ seed, trace: parseTrace(text) }).toEqual({ seed, trace: kept });
    expect({ seed, whole: whole <= most }).toEqual({ seed, whole: kept === trace });
    expect({ seed, isPart: isPart(kept.events, trace.events) }).toEqual({ seed, isPart: true });
    expect(kept.decisions).toBe(trace.decisions);
    if (kept === trace) continue;
    cut++;
    const before = trace.leftOut?.events ?? 0;
    const leftOut = { events: before + trace.events.length, oversized: false };
    const bare = bytes(fitted({ ...trace, events: [], leftOut }, Number.POSITIVE_INFINITY).text);
    expect({ seed, leftOut: kept.leftOut }).toEqual({
      seed,
      leftOut: { events: before + left, oversized: bare > most },
    });
    if (bare <= most) expect({ seed, small: bytes(text) <= most }).toEqual({ seed, small: true });
  }
  expect(cut).toBeGreaterThan(100);
});

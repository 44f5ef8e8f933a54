// What is saved is loaded again, and a decision is written once.

import type { TraceEvent } from '../../src/engine/event';
import { parseTrace, stringifyTrace } from '../../src/trace';
import { generateTrace } from './generate-trace';
import { sampleTrace } from './sample-trace';

const seeds = Array.from({ length: 500 }, (_, seed) => seed);

/** An event without the number of its decision. */
const withoutNumber = (event: TraceEvent) => ({ ...event, decision: undefined });

test('500 random traces hold every type of event and every kind of decision', () => {
  const traces = seeds.map(generateTrace);
  expect(new Set(traces.flatMap(({ events }) => events.map((event) => event.type))).size).toBe(11);
  expect(new Set(traces.flatMap(({ decisions }) => decisions.map(({ kind }) => kind))).size).toBe(4);
});

test('500 random traces are the same after they were written and read', () => {
  for (const seed of seeds) {
    const trace = generateTrace(seed);
    expect({ seed, trace: parseTrace(stringifyTrace(trace)) }).toEqual({ seed, trace });
  }
});

test('what was read is written in the same words', () => {
  for (const seed of seeds) {
    const text = stringifyTrace(generateTrace(seed));
    expect(stringifyTrace(parseTrace(text))).toBe(text);
  }
});

test('events without numbers of their decisions get them, where it can be told which decision they carry out', () => {
  const trace = sampleTrace();
  const events = trace.events.map(withoutNumber) as TraceEvent[];
  expect(parseTrace(stringifyTrace({ ...trace, events }))).toEqual(trace);
  const unfitting = { ...trace, events: events.slice(1) };
  expect(parseTrace(stringifyTrace(unfitting))).toEqual(unfitting);
});

test('an event that carries out a decision is a row of its number, step, site and time', () => {
  const rows = JSON.parse(stringifyTrace(sampleTrace())).events;
  expect(rows.slice(0, 2)).toEqual([
    [0, 0, 4],
    [1, 1, 4],
  ]);
});

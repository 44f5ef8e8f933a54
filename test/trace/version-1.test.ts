// Traces that version 0.1.0 has written: users have them on their disks.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderTrace } from '../../src/report';
import { loadTrace, parseTrace, stringifyTrace, type TraceError } from '../../src/trace';
import { forged } from './forge';

const path = join(__dirname, 'fixtures/version-1.json');
const text = readFileSync(path, 'utf8');

it('is read as it was written, when there was one agent', () => {
  const { integrity: _, events, ...content } = JSON.parse(text);
  expect(content.version).toBe(1);
  expect(loadTrace(path)).toEqual({
    ...content,
    events: events.map((event: { type: string }) => (event.type === 'fork' ? { ...event, agent: 0 } : event)),
  });
});

it('is written anew in the present version, with the same content', () => {
  const old = loadTrace(path);
  const anew = parseTrace(stringifyTrace(old));
  expect({
    ...anew,
    version: 1,
    events: anew.events.map(({ ...event }) => ({ ...event, decision: undefined })),
  }).toEqual({
    ...old,
    events: old.events.map((event) => ({ ...event, decision: undefined })),
  });
});

it('is reported with what it knows: it has no tasks of late operations and drawn values', () => {
  const lines = renderTrace(loadTrace(path));
  expect(lines).toContain('format 1');
  expect(lines).toContain('the failure needs the timer of task 0.1 to fire before `deposit` of task 0.2');
  expect(lines).toContain('timer fires');
  const withoutEvents = renderTrace({ ...loadTrace(path), events: [] });
  expect(withoutEvents).toContain('deposit completes at once');
});

describe('is refused', () => {
  const errorOf = (damaged: string): TraceError => {
    try {
      parseTrace(damaged);
    } catch (error) {
      return error as TraceError;
    }
    throw new Error('it was accepted');
  };
  const changed = (changes: object) => forged({ ...JSON.parse(text), ...changes });

  it('if it was edited', () => {
    expect(errorOf(text.replace('"choice":1', '"choice":0')).code).toBe('edited');
  });

  it('if it was cut off', () => {
    expect(errorOf(text.slice(0, 2000)).code).toBe('truncated');
  });

  it('if a field is not as it should be', () => {
    const [first] = JSON.parse(text).decisions;
    expect(errorOf(changed({ decisions: [{ ...first, hash: 'x' }] })).message).toContain(
      '`decisions[0].hash` should be an integer of at least 0, got "x"',
    );
    expect(errorOf(changed({ events: [{ type: 'jump' }] })).message).toContain(
      '`events[0].type` should be one of step, fork',
    );
    expect(errorOf(changed({ decisions: [{ ...first, kind: 'fault' }] })).code).toBe('unknown-decision');
    expect(errorOf(changed({ decisions: [{ ...first, choice: 2 }] })).code).toBe('inconsistent');
  });
});

// Which event carries out which decision: looked up where events have numbers, else found by what they say.

import type { TraceEvent } from '../../src/engine/event';
import { alignDecisions, numbered } from '../../src/trace/align';
import { criticalPosition } from '../../src/trace/critical-position';
import { sampleTrace } from './sample-trace';

const late = (isLate: boolean, decision?: number): TraceEvent => ({
  type: 'latency',
  step: 0,
  task: '0.1',
  site: 1,
  kind: 'await',
  late: isLate,
  time: 0,
  ...(decision !== undefined && { decision }),
});
const native: TraceEvent = { type: 'native', step: 0, task: '0', site: -1 };
const suspend: TraceEvent = { type: 'suspend', step: 0, task: '0', site: 1 };
const decision = (kind: 'late' | 'native', choice: number) => ({
  kind,
  options: 2,
  choice,
  task: '0.1',
  site: '',
  operation: kind,
  hash: 0,
});

describe('events without numbers', () => {
  it('belong to decisions in order, with others between them', () => {
    const decisions = [decision('late', 1), decision('native', 7), decision('late', 0)];
    expect(alignDecisions(decisions, [suspend, late(true), native, suspend, late(false)])).toEqual([1, 2, 4]);
  });

  it('do not fit if a decision has none', () => {
    expect(alignDecisions([decision('late', 1)], [suspend, late(false)])).toBeNull();
    expect(alignDecisions([decision('late', 1)], [])).toBeNull();
  });
});

describe('events with numbers', () => {
  it('are looked up, though another event would fit as well', () => {
    expect(alignDecisions([decision('late', 1)], [late(true), suspend, late(true, 0)])).toEqual([2]);
  });

  it('may be missing: what a file leaves out', () => {
    const decisions = [decision('late', 1), decision('late', 0), decision('late', 1)];
    expect(alignDecisions(decisions, [suspend, late(true, 2)])).toEqual([-1, -1, 1]);
  });

  it('do not fit if a decision is not there or says something else', () => {
    expect(alignDecisions([decision('late', 1)], [late(true, 1)])).toBeNull();
    expect(alignDecisions([decision('late', 1)], [late(false, 0)])).toBeNull();
  });
});

describe('numbers are filled in', () => {
  it('where no event has one', () => {
    const decisions = [decision('late', 1), decision('late', 0)];
    expect(numbered({ decisions, events: [late(true), suspend, late(false)] })).toEqual([
      late(true, 0),
      suspend,
      late(false, 1),
    ]);
  });

  it('but not where some have, or where it cannot be told', () => {
    const decisions = [decision('late', 1), decision('late', 0)];
    for (const events of [[late(true), late(false, 1)], [late(false)], []])
      expect(numbered({ decisions, events })).toBe(events);
  });
});

describe('the critical decision', () => {
  const critical = {
    kind: 'removal',
    decision: 1,
    decided: 'late',
    failing: { task: '', site: '', operation: '' },
    passing: { task: '', site: '', operation: '' },
  } as const;
  const decisions = [decision('late', 0), decision('native', 3), decision('late', 1)];

  it('is counted without native completions', () => {
    const events = [late(false), native, late(true), suspend];
    expect(criticalPosition(sampleTrace({ critical, decisions, events }))).toBe(2);
    expect(criticalPosition(sampleTrace({ critical, decisions, events: [suspend, late(true, 2)] }))).toBe(1);
  });

  it('may have no event', () => {
    expect(criticalPosition(sampleTrace({ critical, decisions, events: [late(false, 0)] }))).toBeNull();
    expect(criticalPosition(sampleTrace({ critical: null, decisions, events: [] }))).toBeNull();
    expect(criticalPosition(sampleTrace({ critical: { ...critical, decision: 9 }, decisions }))).toBeNull();
  });
});

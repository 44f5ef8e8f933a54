import { compareTraces, type Trace } from '../../src/trace';
import { sampleTrace } from './sample-trace';

const failureOf = (changes: object) => ({ ...(sampleTrace().failure as NonNullable<Trace['failure']>), ...changes });

describe('compareTraces', () => {
  const trace = sampleTrace();
  const [first, second] = trace.decisions as [Trace['decisions'][0], Trace['decisions'][0]];

  it('finds equal traces equal, recorded events or not', () => {
    expect(compareTraces(trace, sampleTrace({ events: [] }))).toEqual({
      equal: true,
      difference: null,
      failures: 'same',
    });
  });

  it('names the first decision that differs, and in what', () => {
    const other = sampleTrace({ decisions: [first, { ...second, choice: 1, task: '0.2' }] });
    expect(compareTraces(trace, other)).toMatchObject({
      equal: false,
      difference: { decision: 1, fields: ['choice', 'task'], first: second },
    });
  });

  it('notices other options behind an equal choice by the hash', () => {
    const other = sampleTrace({ decisions: [{ ...first, hash: 99 }, second] });
    expect(compareTraces(trace, other).difference).toMatchObject({ decision: 0, fields: ['hash'] });
  });

  describe('where only one trace knows the tasks of late operations and drawn values', () => {
    const value = { ...first, kind: 'choose', options: 5, choice: 3, operation: 'choose' } as const;
    const known = [first, second, value];
    const unknown = known.map((decision) =>
      decision.kind === 'pick'
        ? { ...decision, hash: 5 }
        : { ...decision, task: '', operation: decision.kind, hash: 5 },
    );
    const difference = (one: Trace['decisions'], other: Trace['decisions']) =>
      compareTraces(sampleTrace({ decisions: one }), sampleTrace({ decisions: other })).difference;

    it('passes over these tasks, the operations and the hashes, which are made from them', () => {
      expect(difference(known, unknown)).toBeNull();
      expect(difference(unknown, known)).toBeNull();
      expect(difference(unknown, unknown)).toBeNull();
    });

    it('notices all other differences', () => {
      const changed = (index: number, changes: object) =>
        known.map((decision, position) => (position === index ? { ...decision, ...changes } : decision));
      expect(difference(changed(0, { choice: 0 }), unknown)).toMatchObject({ decision: 0, fields: ['choice'] });
      expect(difference(changed(0, { site: 'a.ts:1:1' }), unknown)).toMatchObject({ decision: 0, fields: ['site'] });
      expect(difference(changed(1, { task: '0.7' }), unknown)).toMatchObject({ decision: 1, fields: ['task'] });
      expect(difference(changed(2, { choice: 0 }), unknown)).toMatchObject({ decision: 2, fields: ['choice'] });
    });

    it('compares them where both know them', () => {
      const other = [{ ...first, task: '0.7' }, second, value];
      expect(difference(known, other)).toMatchObject({ decision: 0, fields: ['task'] });
      expect(difference(unknown, [{ ...(unknown[0] as typeof first), hash: 6 }])).toMatchObject({ fields: ['hash'] });
    });
  });

  it('says where one ends before the other', () => {
    expect(compareTraces(trace, sampleTrace({ decisions: [first] })).difference).toEqual({
      decision: 1,
      fields: [],
      first: second,
      second: null,
    });
  });

  it('compares the failures', () => {
    const moved = failureOf({ signature: trace.failure?.signature.replace('21:27', '25:27') });
    expect(compareTraces(trace, sampleTrace({ failure: null }))).toMatchObject({ equal: false, failures: 'one' });
    expect(compareTraces(trace, sampleTrace({ failure: moved }))).toMatchObject({ equal: false, failures: 'moved' });
    expect(compareTraces(trace, sampleTrace({ failure: failureOf({ signature: 'x' }) })).failures).toBe('different');
    expect(compareTraces(sampleTrace({ failure: null }), sampleTrace({ failure: null })).failures).toBe('none');
  });
});

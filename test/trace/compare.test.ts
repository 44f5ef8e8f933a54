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

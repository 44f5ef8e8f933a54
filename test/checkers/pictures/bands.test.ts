// Faults and remarks as bands.

import { bandsOf } from '../../../src/checkers/pictures/bands';
import { fault } from './examples';

const NEVER = Number.POSITIVE_INFINITY;

describe('bands', () => {
  const bands = (...annotations: [f: string, time: number, process?: string][]) =>
    bandsOf(
      annotations.map(([f, time, process = 'nemesis']) => ({ ...fault(f, time), process })),
      ({ f }) => f,
    ).map(({ label, start, end }) => [label, start, end]);

  test('from what starts to what stops', () => {
    expect(bands(['start', 1], ['stop', 5])).toEqual([['start', 1, 5]]);
    expect(bands(['start-partition', 1], ['kill', 2], ['stop-partition', 5])).toEqual([
      ['start-partition', 1, 5],
      ['kill', 2, 2],
    ]);
    expect(bands(['begin pause', 1], ['end pause', 5])).toEqual([['begin pause', 1, 5]]);
  });

  test('of the same name and the same process', () => {
    expect(bands(['start-a', 1], ['stop-b', 5])).toEqual([
      ['start-a', 1, NEVER],
      ['stop-b', 5, 5],
    ]);
    expect(bands(['start', 1, 'n1'], ['stop', 5, 'n2'])).toEqual([
      ['start', 1, NEVER],
      ['stop', 5, 5],
    ]);
  });

  test('recorded twice, when asked for and when done, is one; again later is another', () => {
    expect(bands(['start', 1], ['start', 2], ['stop', 5], ['stop', 6], ['start', 8], ['stop', 9])).toEqual([
      ['start', 1, 5],
      ['start', 8, 9],
    ]);
  });

  test('in order of time, whatever the order they are given in', () => {
    expect(bands(['stop', 5], ['start', 1])).toEqual([['start', 1, 5]]);
  });
});

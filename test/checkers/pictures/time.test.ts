// What all pictures are built on: ranks of times, rows of processes, bands of faults.

import { History } from '../../../src/checkers';
import { bandsOf } from '../../../src/checkers/pictures/bands';
import { rankTimes } from '../../../src/checkers/pictures/ranks';
import { layRows } from '../../../src/checkers/pictures/rows';
import { drawFrom, randomHistory } from '../reference/random-history';
import { fault, op } from './examples';

const NEVER = Number.POSITIVE_INFINITY;

describe('ranks', () => {
  const spans = (history: History) => rankTimes(history.operations).operations.map(({ start, end }) => [start, end]);

  test('a long pause is as wide as a short one', () => {
    const history = History.fromOperations([op(0, 'f', null, 0, 1, 2), op(0, 'f', null, 0, 1e9, 1e9 + 0.5)]);
    expect(spans(history)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  test('at one moment calls come before returns, and share a rank among themselves', () => {
    const history = History.fromOperations([
      op(0, 'f', null, 0, 0, 5),
      op(1, 'f', null, 0, 5, 5),
      op(2, 'f', null, 0, 5, 9),
    ]);
    expect(spans(history)).toEqual([
      [0, 2],
      [1, 2],
      [1, 3],
    ]);
  });

  test('what never returns has no rank of its own', () => {
    const { operations, times } = rankTimes(History.fromOperations([op(0, 'f', null, undefined, 3)]).operations);
    expect(operations).toEqual([{ start: 0, end: NEVER }]);
    expect(times).toEqual([3]);
  });

  test('keep every order between calls and returns, and no others', () => {
    const draw = drawFrom(1);
    for (let round = 0; round < 200; round++) {
      const { operations } = randomHistory(draw, () => ({ f: 'f', input: null, output: 0 }), { size: 8, processes: 4 });
      const ranks = rankTimes(operations).operations;
      for (const [i, one] of operations.entries()) {
        for (const [j, other] of operations.entries()) {
          expect(ranks[i]!.end < ranks[j]!.start).toBe(one.return < other.call);
        }
      }
    }
  });
});

test('rows: what overlaps within a process lies in lanes, the first that is free', () => {
  const item = (start: number, end: number) => ({ process: 'a', span: { start, end } });
  const items = [item(0, 4), item(1, NEVER), item(2, 3), item(5, 6), item(6, 7)];
  expect(layRows(items).map(({ lane, items: own }) => [lane, own.map(({ span }) => span.start)])).toEqual([
    [0, [0, 5]],
    [1, [1]],
    [2, [2, 6]],
  ]);
});

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

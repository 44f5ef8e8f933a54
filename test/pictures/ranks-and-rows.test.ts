// What all pictures are built on: ranks of times, rows of lanes.

import { History } from '../../src/checkers';
import { layRows, rankTimes } from '../../src/pictures';
import { op } from '../checkers/pictures/examples';
import { drawFrom, randomHistory } from '../checkers/reference/random-history';

const NEVER = Number.POSITIVE_INFINITY;

describe('ranks', () => {
  const bars = ({ operations }: History) =>
    operations.map((operation) => ({ start: operation.call, end: operation.return }));
  const spans = (history: History) => rankTimes(bars(history)).bars.map(({ start, end }) => [start, end]);

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
    expect(rankTimes([{ start: 3, end: NEVER }])).toEqual({ bars: [{ start: 0, end: NEVER }], marks: [], times: [3] });
  });

  test('keep every order between calls and returns, and no others', () => {
    const draw = drawFrom(1);
    for (let round = 0; round < 200; round++) {
      const history = randomHistory(draw, () => ({ f: 'f', input: null, output: 0 }), { size: 8, processes: 4 });
      const { operations } = history;
      const ranks = rankTimes(bars(history)).bars;
      for (const [i, one] of operations.entries()) {
        for (const [j, other] of operations.entries()) {
          expect(ranks[i]!.end < ranks[j]!.start).toBe(one.return < other.call);
        }
      }
    }
  });
});

test('marks begin before the bars of the same moment and end after them', () => {
  expect(rankTimes([{ start: 1, end: 2 }], [{ start: 1, end: 2 }])).toEqual({
    marks: [{ start: 0, end: 3 }],
    bars: [{ start: 1, end: 2 }],
    times: [1, 1, 2, 2],
  });
});

test('rows: what overlaps within a lane lies below, in the first row that is free', () => {
  const item = (start: number, end: number) => ({ lane: 'a', span: { start, end } });
  const items = [item(0, 4), item(1, NEVER), item(2, 3), item(5, 6), item(6, 7)];
  expect(layRows(items).map(({ line, items: own }) => [line, own.map(({ span }) => span.start)])).toEqual([
    [0, [0, 5]],
    [1, [1]],
    [2, [2, 6]],
  ]);
});

test('rows: lanes in the order that is given, then numbers, then names', () => {
  const items = ['b', 2, 'a', 1, 'c'].map((lane, at) => ({ lane, span: { start: at, end: at } }));
  expect(layRows(items).map(({ lane }) => lane)).toEqual(['1', '2', 'b', 'a', 'c']);
  expect(layRows(items, ['c', 2]).map(({ lane }) => lane)).toEqual(['c', '2', '1', 'b', 'a']);
});

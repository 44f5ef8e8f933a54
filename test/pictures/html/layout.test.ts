// The page's layout: filters, ranks, points of an order, what is under the mouse, search.

import { drawHtml, History } from '../../../src/checkers';
import { barAt, neighbour } from '../../../src/pictures/html/client/find-bar';
import { type Filter, type Layout, layOut } from '../../../src/pictures/html/client/layout';
import { linkedBar } from '../../../src/pictures/html/client/links';
import { findMatches } from '../../../src/pictures/html/client/search';
import { clampView } from '../../../src/pictures/html/client/view';
import { at, fault, MIXED, manyOperations, op, resultOf } from '../../checkers/pictures/examples';
import { drawFrom } from '../../checkers/reference/random-history';
import { dataOf } from './read-page';

const EVERYTHING: Filter = { group: -1, lane: '', states: [true, true, true, true, true] };
const mixed = dataOf(drawHtml(MIXED));

describe('filters', () => {
  test('nothing is hidden at first', () => {
    const layout = layOut(mixed, EVERYTHING);
    expect(layout.positions).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(layout.rows.map(({ lane }) => lane)).toEqual(['0', '1', '2', 'worker']);
  });

  test('of outcomes', () => {
    const layout = layOut(mixed, { ...EVERYTHING, states: [true, false, false, false, false] });
    expect(layout.positions).toEqual([0, 1, 3]);
    expect(layout.rows.map(({ lane }) => lane)).toEqual(['0', '1']);
    expect(layout.rowOf[2]).toBe(-1);
  });

  test('of processes', () => {
    expect(layOut(mixed, { ...EVERYTHING, lane: '1' }).positions).toEqual([1, 4]);
  });

  test('of keys; an operation without a key may touch all of them', () => {
    const history = History.fromOperations([
      op(0, 'put', 1, undefined, 0, 1, { key: 'x' }),
      op(0, 'put', 1, undefined, 2, 3, { key: 'y' }),
      op(0, 'clear', null, undefined, 4, 5),
    ]);
    const data = dataOf(drawHtml(history));
    expect(layOut(data, { ...EVERYTHING, group: data.bars.group[1]! }).positions).toEqual([1, 2]);
  });

  test('close the gaps in time', () => {
    const history = manyOperations(1000, 100);
    const data = dataOf(drawHtml(history));
    const layout = layOut(data, { ...EVERYTHING, group: data.bars.group[0]! });
    expect(layout.positions).toHaveLength(10);
    expect(layout.width).toBe(21);
    expect(layout.positions.map((i) => layout.left[i])).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
    expect(layout.times.slice(0, 4)).toEqual([0, 3, 200, 203]);
  });
});

test('what never returns goes to the right edge', () => {
  const layout = layOut(mixed, EVERYTHING);
  expect(layout.right[2]).toBe(layout.width);
  expect(layout.right[5]).toBe(layout.width);
  expect(layout.marks.map(({ left, right }) => right > left)).toEqual([true, false]);
});

describe('points of an order', () => {
  const points = (history: History, ...order: number[]) => {
    const result = resultOf({ verdict: 'ok', witness: at(history, ...order) });
    const layout = layOut(dataOf(drawHtml(history, result)), EVERYTHING);
    return { layout, points: layout.points };
  };
  const overlapping = History.fromOperations([
    op(0, 'write', 1, undefined, 0, 10),
    op(1, 'write', 2, undefined, 1, 11),
    op(2, 'read', null, 1, 2, 3),
    op(2, 'read', null, 2, 20, 21),
  ]);

  test('lie inside the intervals and go from left to right', () => {
    const { layout, points: found } = points(overlapping, 1, 0, 2, 3);
    expect(found.map(({ place, bar }) => [place, bar])).toEqual([
      [1, 1],
      [2, 0],
      [3, 2],
      [4, 3],
    ]);
    for (const { bar, x } of found) {
      expect(x).toBeGreaterThan(layout.left[bar]!);
      expect(x).toBeLessThan(layout.right[bar]!);
    }
    expect(found.map(({ x }) => x)).toEqual(found.map(({ x }) => x).sort((a, b) => a - b));
    expect(new Set(found.map(({ x }) => x)).size).toBe(4);
  });

  test('of an order that does not respect real time lie inside the intervals all the same', () => {
    const { layout, points: found } = points(overlapping, 3, 0, 1, 2);
    for (const { bar, x } of found) {
      expect(x).toBeGreaterThan(layout.left[bar]!);
      expect(x).toBeLessThan(layout.right[bar]!);
    }
  });

  test('keep their numbers when others are hidden', () => {
    const result = resultOf({ verdict: 'ok', witness: at(overlapping, 1, 0, 2, 3) });
    const data = dataOf(drawHtml(overlapping, result));
    expect(layOut(data, { ...EVERYTHING, lane: '2' }).points.map(({ place }) => place)).toEqual([3, 4]);
  });
});

describe('what is under the mouse', () => {
  test('is what a look at every operation finds', () => {
    const draw = drawFrom(7);
    const history = manyOperations(300);
    const layout = layOut(dataOf(drawHtml(history)), EVERYTHING);
    const away = (i: number, x: number) => Math.max(layout.left[i]! - x, x - layout.right[i]!, 0);
    for (let round = 0; round < 3000; round++) {
      const y = draw(layout.rows.length + 1);
      const x = draw(6200) / 10 - 5;
      const tolerance = draw(3) / 2;
      const found = barAt(layout, y, x, tolerance);
      const distances = (layout.rows[y]?.items ?? [])
        .map((i) => away(i, x))
        .filter((distance) => distance <= tolerance);
      if (distances.length === 0) expect(found).toBe(-1);
      else expect(away(found, x)).toBe(Math.min(...distances));
    }
  });

  test('an endless one is under it as far as it goes', () => {
    const layout = layOut(mixed, EVERYTHING);
    expect(barAt(layout, 2, layout.width - 0.5, 0)).toBe(2);
    expect(barAt(layout, 2, 0, 0)).toBe(-1);
  });
});

describe('neighbours', () => {
  const layout: Layout = layOut(mixed, EVERYTHING);

  test('left and right in the row, as far as it goes', () => {
    expect(neighbour(layout, 0, 'right')).toBe(3);
    expect(neighbour(layout, 3, 'left')).toBe(0);
    expect(neighbour(layout, 0, 'left')).toBe(0);
    expect(neighbour(layout, 6, 'right')).toBe(6);
  });

  test('up and down at about the same time', () => {
    expect(neighbour(layout, 3, 'down')).toBe(4);
    expect(neighbour(layout, 0, 'down')).toBe(1);
    expect(neighbour(layout, 4, 'up')).toBe(3);
    expect(neighbour(layout, 0, 'up')).toBe(0);
    expect(neighbour(layout, 5, 'down')).toBe(5);
  });

  test('of one that is hidden: the first that is not', () => {
    const hidden = layOut(mixed, { ...EVERYTHING, lane: '1' });
    expect(neighbour(hidden, 0, 'left')).toBe(1);
    expect(neighbour(layOut(mixed, { ...EVERYTHING, lane: 'nobody' }), 0, 'left')).toBe(-1);
  });
});

describe('the view', () => {
  const layout = layOut(dataOf(drawHtml(manyOperations(1000))), EVERYTHING);
  const size = { width: 800, height: 100 };
  const clamp = (x: number, y: number, scale: number) => clampView({ x, y, scale }, layout, size, 36);

  test('stays on the timeline', () => {
    expect(clamp(-50, -50, 20)).toEqual({ x: -1, y: 0, scale: 20 });
    const end = clamp(Number.POSITIVE_INFINITY, 1e9, 20);
    expect(end).toEqual({ x: layout.width - 800 / 20, y: 5 * 36 - 100, scale: 20 });
  });

  test('does not get smaller than the whole, nor larger than is of use', () => {
    expect(clamp(0, 0, 1e-9)).toEqual({ x: -1, y: 0, scale: 800 / (layout.width + 1) });
    expect(clamp(0, 0, 1e9).scale).toBe(400);
  });
});

describe('search', () => {
  const history = History.fromOperations(
    [
      op(0, 'write', 12, undefined, 0, 1, { key: 'x', step: 5, line: 9 }),
      op(12, 'read', null, 'Twelve', 2, 3, { key: 'y' }),
      op('node-12', 'cas', [1, 2], undefined, 4, 5, { key: 'x' }),
    ],
    [fault('kill', 2)],
  );
  const data = dataOf(drawHtml(history));
  const found = (query: string) => findMatches(data, [0, 1, 2], query);

  test.each([
    ['', []],
    ['   ', []],
    ['write', [0]],
    ['12', [0, 1]],
    ['twelve', [1]],
    ['TWELVE', [1]],
    ['"x"', [0, 2]],
    ['cas "x"', [2]],
    ['cas "y"', []],
    ['f:read', [1]],
    ['key:x', [0, 2]],
    ['process:12', [1]],
    ['process:node-12', [2]],
    ['value:12', [0]],
    ['value:twelve', [1]],
    ['step:5', [0]],
    ['line:9', [0]],
    ['#1', [1]],
    ['(', []],
    ['[1,', [2]],
  ])('%j', (query, expected) => {
    expect(found(query)).toEqual(expected);
  });

  test('finds only what the filter lets through', () => {
    expect(findMatches(data, [2], 'key:x')).toEqual([2]);
  });
});

describe('links', () => {
  const data = dataOf(drawHtml(manyOperations(20)));

  test.each([
    ['#operation-7', 7],
    ['#operation-70', -1],
    ['#step-70', 7],
    ['#step-75', 7],
    ['#step-1000', 19],
    ['#elsewhere-7', -1],
    ['#step-x', -1],
    ['', -1],
  ])('%j', (hash, bar) => {
    expect(linkedBar(data, hash)).toBe(bar);
  });
});

// Where intervals are placed: labels have room, and what came before what can be seen.

import { rankTimes } from '../../../../src/checkers/pictures/ranks';
import { layStaves, type Stave, type TextItem } from '../../../../src/checkers/pictures/text/staves';
import { drawFrom, randomHistory } from '../../reference/random-history';

const ROUNDS = 300 * Number(process.env.LOCKSTEP_FUZZ ?? 1);

function staves(seed: number, width: number): { items: TextItem[]; staves: Stave<TextItem>[] } {
  const draw = drawFrom(seed);
  const { operations } = randomHistory(draw, () => ({ f: 'f', input: null, output: 0 }), {
    size: 1 + draw(12),
    processes: 1 + draw(5),
    crashes: draw(2) * 5,
  });
  const ranks = rankTimes(operations);
  const items = operations.map(({ process }, index) => ({
    process,
    span: ranks.operations[index]!,
    label: 'x'.repeat(1 + draw(width - 4)),
  }));
  return { items, staves: layStaves(items, ranks.times.length, width) };
}

test(`${ROUNDS} random histories`, () => {
  for (let seed = 0; seed < ROUNDS; seed++) {
    const width = 12 + (seed % 50);
    const { items, staves: laid } = staves(seed, width);
    for (const { pieces, columns } of laid) {
      expect(columns).toBeLessThanOrEqual(width);
      for (const one of pieces.values()) {
        expect(one.from).toBeGreaterThanOrEqual(0);
        expect(one.to).toBeLessThan(columns);
        for (const other of pieces.values()) {
          // Exactly what returned before the other was called ends left of it.
          expect(one.to < other.from && one.ends && other.begins).toBe(
            one.item.span.end < other.item.span.start && one.ends && other.begins,
          );
        }
      }
    }
    for (const item of items) {
      const own = laid.map(({ pieces }) => pieces.get(item)).filter((piece) => piece !== undefined);
      expect(own.map(({ begins }) => begins)).toEqual(own.map((_, index) => index === 0));
      expect(own.filter(({ ends }) => ends)).toHaveLength(item.span.end === Number.POSITIVE_INFINITY ? 0 : 1);
      expect(own.some(({ from, to }) => to - from - 1 >= item.label.length)).toBe(true);
    }
  }
});

test('what goes on to the next stave has its label there too', () => {
  const items = [
    { process: 0, span: { start: 0, end: 5 }, label: 'long' },
    { process: 1, span: { start: 1, end: 2 }, label: 'one' },
    { process: 1, span: { start: 3, end: 4 }, label: 'two' },
  ];
  const laid = layStaves(items, 6, 9);
  expect(laid.map(({ pieces }) => [...pieces.values()].map(({ item, from, to }) => [item.label, from, to]))).toEqual([
    [
      ['one', 1, 5],
      ['long', 0, 8],
    ],
    [
      ['two', 1, 5],
      ['long', 0, 6],
    ],
  ]);
});

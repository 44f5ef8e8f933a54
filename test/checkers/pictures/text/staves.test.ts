// Where intervals are placed: labels have room, and what came before what can be seen.

import { layStaves, type Stave, type TextItem } from '../../../../src/checkers/pictures/text/staves';
import { rankTimes } from '../../../../src/pictures';
import { SCALE } from '../../reference/fuzz-scale';
import { drawFrom, randomHistory } from '../../reference/random-history';

const ROUNDS = 2000 * SCALE;

function staves(seed: number, width: number): { items: TextItem[]; staves: Stave<TextItem>[] } {
  const draw = drawFrom(seed);
  const { operations } = randomHistory(draw, () => ({ f: 'f', input: null, output: 0 }), {
    size: 1 + draw(12),
    processes: 1 + draw(5),
    crashes: draw(2) * 5,
  });
  const ranks = rankTimes(operations.map((operation) => ({ start: operation.call, end: operation.return })));
  const items = operations.map(({ process }, index) => ({
    lane: process,
    span: ranks.bars[index]!,
    label: 'x'.repeat(1 + draw(width - 4)),
  }));
  return { items, staves: layStaves(items, ranks.times.length, width) };
}

/** What is wrong with a placement; empty if nothing is. */
function mistakes(items: readonly TextItem[], laid: readonly Stave<TextItem>[], width: number): string[] {
  const wrong: string[] = [];
  const demand = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  for (const { pieces, columns } of laid) {
    demand(columns <= width, 'a stave is too wide');
    for (const one of pieces.values()) {
      demand(one.from >= 0 && one.to < columns, 'a piece leaves its stave');
      for (const other of pieces.values()) {
        if (!one.ends || !other.begins) continue;
        const before = one.item.span.end < other.item.span.start;
        demand(one.to < other.from === before, 'what returned before the other was called does not end left of it');
      }
    }
  }
  for (const item of items) {
    const own = laid.map(({ pieces }) => pieces.get(item)).filter((piece) => piece !== undefined);
    demand(own.length > 0 && own.every(({ begins }, index) => begins === (index === 0)), 'it does not begin once');
    const ends = own.filter((piece) => piece.ends).length;
    demand(ends === (item.span.end === Number.POSITIVE_INFINITY ? 0 : 1), 'it does not end once');
    demand(
      own.some(({ from, to }) => to - from - 1 >= item.label.length),
      'its label has no room',
    );
  }
  return wrong;
}

test(`${ROUNDS} random histories`, () => {
  for (let seed = 0; seed < ROUNDS; seed++) {
    const width = 12 + (seed % 50);
    const { items, staves: laid } = staves(seed, width);
    const wrong = mistakes(items, laid, width);
    if (wrong.length > 0) throw new Error(`seed ${seed}: ${wrong.join(', ')}`);
  }
});

test('what goes on to the next stave has its label there too', () => {
  const items = [
    { lane: 0, span: { start: 0, end: 5 }, label: 'long' },
    { lane: 1, span: { start: 1, end: 2 }, label: 'one' },
    { lane: 1, span: { start: 3, end: 4 }, label: 'two' },
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

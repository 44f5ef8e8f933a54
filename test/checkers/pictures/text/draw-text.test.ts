// Text pictures as a person reads them.

import { drawText, History } from '../../../../src/checkers';
import { at, fault, MIXED, manyOperations, op, resultOf, STUCK } from '../examples';

test('every outcome, faults, and what the result names', () => {
  expect(drawText(MIXED, STUCK)).toBe(`\
nemesis               (start-partition ["n1", "n2"]) (kill "n1")
process 0 [#0 write 1]   [=#3 read -> 0=]                        [#6 write 7 failed]
process 1  [#1 read -> 1] [#4 cas [3, 4] refused----------------]
process 2   [=#2 write 2 ?==========================================================>
worker                                              [#5 pop blocked.................>

[--] from call to return   [==] named by the result   refused: it happened and was refused
failed: it did not happen   ? unknown: it may take effect at any later time, or never
blocked: it was still waiting at the end   (#) fault or remark
`);
});

test('in box drawing', () => {
  expect(drawText(MIXED, undefined, { unicode: true })).toBe(`\
nemesis               ╟start-partition ["n1", "n2"]╢ ╟kill "n1"╢
process 0 ├#0 write 1┤   ├#3 read -> 0┤                          ├#6 write 7 failed┤
process 1  ├#1 read -> 1┤ ├#4 cas [3, 4] refused────────────────┤
process 2   ├#2 write 2 ?┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄▶
worker                                              ├#5 pop blocked┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄▶

├──┤ from call to return   refused: it happened and was refused   failed: it did not happen
? unknown: it may take effect at any later time, or never   blocked: it was still waiting at the end
╟░╢ fault or remark
`);
});

test('a line that is full is broken: what is under way goes on below with its label, unknown ones are listed', () => {
  const history = History.fromOperations([
    op(0, 'write', 1, undefined, 0),
    op(1, 'transfer', 100, undefined, 1, 20),
    op(2, 'read', null, 1, 2, 3),
    op(3, 'read', null, 2, 4, 5),
    op(2, 'read', null, 3, 6, 7),
  ]);
  expect(drawText(history, undefined, { width: 45 })).toBe(`\
process 0 [#0 write 1 ?.....................>
process 1  [#1 transfer 100------------------
process 2   [#2 read -> 1]
process 3                 [#3 read -> 2]

process 1 -#1 transfer 100]
process 2  [#4 read -> 3]
open      #0 write 1 ?

[--] from call to return
? unknown: it may take effect at any later
  time, or never
`);
});

test('at equal times calls come before returns: such operations overlap', () => {
  const touching = History.fromOperations([op(0, 'write', 1, undefined, 0, 5), op(1, 'read', null, 1, 5, 9)]);
  expect(drawText(touching)).toContain(`\
process 0 [#0 write 1]
process 1  [#1 read -> 1]
`);
  const apart = History.fromOperations([op(0, 'write', 1, undefined, 0, 5), op(1, 'read', null, 1, 6, 9)]);
  expect(drawText(apart)).toContain(`\
process 0 [#0 write 1]
process 1             [#1 read -> 1]
`);
});

test('operations of one process that overlap are drawn on rows of their own', () => {
  const history = History.fromOperations([
    op('a', 'write', 1, undefined, 0, 5),
    op('a', 'write', 2, undefined, 1, 6),
    op('a', 'read', null, 1, 7, 8),
  ]);
  expect(drawText(history)).toContain(`\
a    [#0 write 1] [#2 read -> 1]
      [#1 write 2]
`);
});

test('processes with numbers come first, by number, then names', () => {
  const history = History.fromOperations([
    op('b', 'x', null, 1, 0, 1),
    op(10, 'x', null, 1, 2, 3),
    op(9, 'x', null, 1, 4, 5),
  ]);
  expect(
    drawText(history)
      .split('\n')
      .slice(0, 3)
      .map((line) => line.slice(0, 10).trim()),
  ).toEqual(['process 9', 'process 10', 'b']);
});

describe('a history that is too long is cut', () => {
  const history = manyOperations(1234);
  const lines = (text: string) => text.split('\n');
  const shown = (text: string) => [...text.matchAll(/#(\d+) /g)].map(([, index]) => Number(index));

  test('to its beginning if nothing failed', () => {
    const text = drawText(history, undefined, { maxOperations: 4 });
    expect(lines(text)[0]).toBe('4 of 1,234 operations, the first ones; 1,230 later ones are left out.');
    expect(new Set(shown(text))).toEqual(new Set([0, 1, 2, 3]));
  });

  test('to the window around the failure, which is in it wherever it is', () => {
    for (const failing of [0, 1, 600, 1232, 1233]) {
      const [blockedBy] = at(history, failing);
      const stuck = { order: [], state: '0', blockedBy: blockedBy!, candidates: [] };
      const text = drawText(history, resultOf({ stuck }), { maxOperations: 10 });
      expect(shown(text)).toContain(failing);
      expect(new Set(shown(text)).size).toBe(10);
      expect(lines(text)[0]).toMatch(/^10 of 1,234 operations, those around the failure; .* left out\.$/);
    }
  });

  test('and what the result names is kept, however far away', () => {
    const pattern = { name: 'value from nowhere', text: 'it is', operations: at(history, 3, 1000) };
    const text = drawText(history, resultOf({ pattern }), { maxOperations: 6 });
    expect(lines(text)[0]).toBe(
      '6 of 1,234 operations, those around the failure; 996 earlier and 232 later ones are left out.',
    );
    expect(text).toContain('[=#3 write 3=]');
    expect(text).toContain('=#1000 read -> 1000=');
  });

  test('faults outside of the window are left out with it', () => {
    const long = History.fromOperations(history.operations, [fault('kill', 3), fault('kill', 2000)]);
    expect(drawText(long, undefined, { maxOperations: 4 }).match(/kill/g)).toHaveLength(1);
  });
});

test('where parts are told apart by key, only the failing one is drawn, without the key', () => {
  const history = manyOperations(12, 3);
  const text = drawText(history, resultOf({ partition: 'k1' }));
  expect(text.split('\n')[0]).toBe('only "k1": 4 operations');
  expect(new Set(text.match(/#\d+ \w+/g))).toEqual(new Set(['#1 read', '#4 read', '#7 read', '#10 read']));
});

test('no line is wider than asked for, whatever the values, and ASCII is ASCII', () => {
  const values = [
    'x'.repeat(500),
    'two\nlines',
    '\u001b[31mred',
    '日本語'.repeat(30),
    '\u2028',
    '👩‍👩‍👧',
    '\ud800',
    '\u202eabc',
  ];
  const history = History.fromOperations(
    values.flatMap((value, index) => [
      op(`client ${value}`, 'write', value, undefined, index, index + 20),
      op(index, 'read', null, [value, { [value]: value }], index + 0.5),
    ]),
    [fault(values[3]!, 2, values[0]), fault('x'.repeat(300), 3)],
  );
  for (const width of [40, 60, 100]) {
    const text = drawText(history, undefined, { width });
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
  expect(drawText(history, undefined, { unicode: true })).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f\u2028\u202e]/);
});

test('a result that repeats what was written is not told again, one that says something new is', () => {
  const history = History.fromOperations([op(0, 'write', 3, 3, 0, 1), op(0, 'incrementAndGet', 1, 1, 2, 3)]);
  const log = History.fromOperations([op(0, 'append', 'a', 0, 0, 1)]);
  expect(drawText(log)).toContain('[#0 append "a" -> 0]');
  expect(drawText(history)).toContain('[#0 write 3][#1 incrementAndGet 1 -> 1]');
});

test('a transaction is drawn by what it did', () => {
  const steps = [
    ['r', 'x', null],
    ['append', 'y', 2],
  ];
  const history = History.fromOperations([
    op(
      0,
      'txn',
      steps,
      [
        ['r', 'x', [1]],
        ['append', 'y', 2],
      ],
      0,
      1,
    ),
    op(1, 'txn', steps, undefined, 2),
  ]);
  expect(drawText(history)).toContain('[#0 r x -> [1], append y 2]');
  expect(drawText(history)).toContain('[#1 r x, append y 2 ?.>');
});

test('operations alone can be drawn, in any order; none are a sentence', () => {
  expect(drawText([...MIXED.operations].reverse())).toBe(drawText({ operations: MIXED.operations }));
  expect(drawText([])).toBe('no operations\n');
});

test('what cannot be used is named', () => {
  expect(() => drawText(MIXED, undefined, { width: 39 })).toThrow(
    new RangeError('Expected `width` to be a whole number of at least 40, got 39'),
  );
  expect(() => drawText(MIXED, undefined, { maxOperations: 0.5 })).toThrow(/`maxOperations`.* at least 1, got 0.5/);
  expect(() => drawText('history' as never)).toThrow(
    new TypeError('Expected a History or an array of operations to draw'),
  );
  expect(() => drawText([1] as never)).toThrow(TypeError);
});

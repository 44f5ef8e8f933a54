// The whole text of a result, as it stands in a log.

import { formatResult } from '../../../../src/checkers';
import { at, MIXED, manyOperations, resultOf, STUCK } from '../examples';

test('a violation that a search found', () => {
  expect(formatResult(STUCK)).toBe(`\
VIOLATION (linearizable, model register): no order of the operations explains every result

process 0 [#0 write 1]   [=#3 read -> 0=]
process 1  [#1 read -> 1]
process 2   [=#2 write 2 ?===============>

[--] from call to return   [==] named by the result
? unknown: it may take effect at any later time, or never

The longest legal order found (2): #0 write 1, #1 read -> 1
State after it: 1
#3 read -> 0 (process 0, step 12, line 40) has to come before anything that was called after its
  return.
What could be next, and why it cannot be:
  - #3 read -> 0 (process 0, step 12, line 40): read 0, but the register holds 1
  - #2 write 2 ? (process 2): possible, but read -> 0 has no place after it

small search: 12 configurations
`);
});

test('a violation that is a pattern', () => {
  const text = 'read -> 0 returns 0, which nobody wrote';
  const pattern = { name: 'value from nowhere', text, operations: at(MIXED, 3) };
  const statistics = { method: 'polynomial: register', configurations: 0, partitions: 3, memory: 0 };
  expect(formatResult(resultOf({ reason: text, pattern, partition: 'x', statistics }))).toBe(`\
VIOLATION (linearizable, model register, part "x"): read -> 0 returns 0, which nobody wrote

process 0 [#3 read -> 0]

[--] from call to return

Value from nowhere:
  #3 read -> 0 (process 0, step 12, line 40)

polynomial: register: 0 configurations in 3 parts
`);
  expect(formatResult(resultOf({ pattern }))).toContain(`Value from nowhere: ${text}\n`);
});

test('with a core, its picture is the proof, and the faults among it', () => {
  const text = formatResult(STUCK, { history: MIXED, core: at(MIXED, 0, 3) });
  expect(text).toContain(`
nemesis               (start-partition ["n1", "n2"]#)
process 0 [#0 write 1] [#3 read -> 0]

[--] from call to return   (#) fault or remark

These contradict each other, whenever and whether the other operations took effect:
  #0 write 1 (process 0)
  #3 read -> 0 (process 0, step 12, line 40)
`);
});

test('ok with a witness, and without one', () => {
  const history = manyOperations(14);
  const witness = history.operations;
  const ok = { verdict: 'ok', reason: 'an order was found' } as const;
  expect(formatResult(resultOf({ ...ok, witness }), { history })).toBe(`\
OK (linearizable, model register): an order was found

An order that explains it: #0 write 0, #1 read -> 1, #2 read -> 2, #3 write 3, #4 read -> 4, #5 read
  -> 5, #6 write 6, #7 read -> 7, #8 read -> 8, #9 write 9, #10 read -> 10, #11 read -> 11, and 2
  more

small search: 12 configurations
`);
  expect(formatResult(resultOf({ ...ok, model: '', criterion: 'causal' }))).toBe(
    'OK (causal): an order was found\n\nsmall search: 12 configurations\n',
  );
});

test('unknown tells how far the search came, and where only blocked operations are in the way', () => {
  const stuck = { order: manyOperations(30).operations, state: '29', blockedBy: null, candidates: [] };
  const text = formatResult(
    resultOf({ verdict: 'unknown', reason: 'the budget of 12 configurations has ended', stuck }),
  );
  expect(text).toMatch(/^UNKNOWN \(linearizable, model register\): the budget of 12 configurations has ended\n/);
  expect(text).toContain('The longest legal order found (30): 18 before, then #18 write 18, ');
  expect(text).toContain('Every completed operation has its place, but what was blocked could have gone on.\n');
});

test('a stuck search that could not even begin', () => {
  const [first] = at(MIXED, 1);
  const stuck = { order: [], state: 'nothing', blockedBy: first!, candidates: [{ operation: first!, reason: 'no' }] };
  expect(formatResult(resultOf({ stuck }))).toContain('Nothing can come first. Initial state: nothing\n');
});

test('many candidates are cut, and not all drawn as if to blame', () => {
  const history = manyOperations(50);
  const candidates = history.operations.map((operation) => ({ operation, reason: 'no' }));
  const stuck = { order: [], state: '', blockedBy: history.operations[49]!, candidates };
  const text = formatResult(resultOf({ stuck }), { history });
  expect(text.match(/^ {2}- /gm)).toHaveLength(20);
  expect(text).toContain('  and 30 more\n');
  expect(text.match(/\[=#/g)).toHaveLength(1);
});

test('hostile texts stay on their lines', () => {
  const text = formatResult(resultOf({ reason: 'a\nb\u001b[2J\r', model: '\u2028', partition: '\n' }));
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  expect(text.split('\n')[0]).toBe('VIOLATION (linearizable, model \\u2028, part "\\n"): a\\u000ab\\u001b[2J\\u000d');
});

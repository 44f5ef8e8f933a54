// What each model says in each state to each kind of result, in the words that a report shows.

import { models, type Operation } from '../../../src/checkers';
import { Illegal, type Model, OneOf } from '../../../src/checkers/models/model';
import type { OperationDraft } from '../../../src/checkers/models/self-test/walk';
import { operationFrom } from './operation';

const text = (model: Model, state: unknown) => model.describe?.(state) ?? JSON.stringify(state);

/** The states after the operations, or why the last one cannot happen. */
function outcomeOf(model: Model, ...drafts: OperationDraft[]): string {
  let states: readonly unknown[] = [model.init()];
  for (const draft of drafts) {
    const results = states.map((state) => model.step(state, operationFrom(draft)));
    states = results.flatMap((result) =>
      result instanceof Illegal ? [] : result instanceof OneOf ? result.states : [result],
    );
    const [first] = results;
    if (states.length === 0 && first instanceof Illegal) return `illegal: ${first.reason}`;
  }
  return states.map((state) => text(model, state)).join(' or ');
}

type Row = [operations: OperationDraft[], result: string];
const act = (f: string, input?: unknown, output?: unknown, rest: Partial<Operation> = {}): OperationDraft => ({
  f,
  input,
  output,
  ...rest,
});
const info = { outcome: 'info' } as const;
const blocked = { outcome: 'blocked' } as const;
const mismatch = { outcome: 'mismatch' } as const;

describe('register', () => {
  const model = models.casRegister({ initial: 1 });
  it.each<Row>([
    [[act('read', null, 1)], '1'],
    [[act('read', null, 3)], 'illegal: read 3, but the register holds 1'],
    [[act('read')], 'illegal: read nothing, but the register holds 1'],
    [[act('write', null), act('read')], 'null'],
    [[act('write', undefined), act('read', null, null)], 'null'],
    [[act('write', null), act('read', null, 1)], 'illegal: read 1, but the register is empty'],
    [[act('write', null), act('read', null, null, mismatch)], 'null'],
    [[act('read', null, null, info)], '1'],
    [[act('read', null, null, blocked)], '1'],
    [[act('write', 2, 'anything')], '2'],
    [[act('write', 2, undefined, info)], '2'],
    [[act('write', 2, undefined, blocked)], '2'],
    [[act('write', 2, undefined, mismatch)], 'illegal: write was refused, but it never is'],
    [[act('write', { a: [Number.NaN] }), act('read', null, { a: [Number.NaN] })], '{"a":[null]}'],
    [[act('write', -0), act('read', null, 0)], '0'],
    [[act('cas', [1, 2], true)], '2'],
    [[act('cas', [1, 2])], '2'],
    [[act('cas', [1, 2], 1)], '2'],
    [[act('cas', [3, 2], true)], 'illegal: it expects 3, but the register holds 1'],
    [[act('cas', [3, 2], false)], '1'],
    [[act('cas', [3, 2], undefined, mismatch)], '1'],
    [[act('cas', [1, 2], false)], 'illegal: it was refused, but the register holds 1, which is what it expected'],
    [[act('cas', [1, 2], undefined, info)], '2'],
    [[act('cas', [3, 2], undefined, info)], 'illegal: it expects 3, but the register holds 1'],
    [[act('cas', [3, 2], undefined, blocked)], '1'],
    [[act('cas', [1, 2], undefined, blocked)], '2'],
  ])('%j: %s', (operations, result) => expect(outcomeOf(model, ...operations)).toBe(result));

  it('observes what reads and compares name, and writes observe nothing', () => {
    const observed = (draft: OperationDraft) => model.observes?.(operationFrom(draft));
    expect(observed(act('read', null, 3))).toEqual([3]);
    expect(observed(act('read', null, null, mismatch))).toEqual([null]);
    expect(observed(act('read', null, null, info))).toEqual([]);
    expect(observed(act('write', 3))).toEqual([]);
    expect(observed(act('cas', [3, 4], false))).toEqual([3]);
    expect(observed(act('cas', [3, 4]))).toEqual([3]);
  });

  it('takes an unknown write for a known one, and an unknown cas for a successful one', () => {
    const signature = (draft: OperationDraft) => model.signature?.(operationFrom(draft));
    expect(signature(act('write', 1, 'yes'))).toBe(signature(act('write', 1, undefined, info)));
    expect(signature(act('cas', [1, 2], true))).toBe(signature(act('cas', [1, 2], undefined, info)));
    expect(signature(act('cas', [1, 2], undefined, blocked))).not.toBe(signature(act('cas', [1, 2], undefined, info)));
    expect(signature(act('cas', [1, 2], false))).toBe(signature(act('cas', [1, 3], undefined, mismatch)));
    expect(signature(act('read', null, 1))).not.toBe(signature(act('read', null, '1')));
    expect(signature(act('read', null, 1))).not.toBe(signature(act('write', 1)));
  });
});

const KEY = { key: 'x' };
describe('map', () => {
  it.each<Row>([
    [[act('get', null, null, KEY)], 'Map {}'],
    [
      [act('put', 1, undefined, KEY), act('get', null, 1, KEY), act('get', null, undefined, { key: 'y' })],
      'Map {"x" => 1}',
    ],
    [[act('put', 1, undefined, KEY), act('get', null, undefined, KEY)], 'illegal: read nothing, but the key holds 1'],
    [[act('put', 1, undefined, KEY), act('delete', null, true, KEY)], 'Map {}'],
    [[act('delete', null, true, KEY)], 'illegal: it says that it deleted the key, but the key is absent'],
    [[act('delete', null, false, KEY)], 'Map {}'],
    [[act('put', 1, undefined, KEY), act('delete', null, 'done', KEY)], 'Map {}'],
    [[act('has', null, true, KEY)], 'illegal: the result says that the key is there, but it is absent'],
    [
      [act('put', 1, undefined, KEY), act('has', null, false, KEY)],
      'illegal: the result says that the key is absent, but it holds 1',
    ],
    [[act('append', 'a', undefined, KEY), act('append', 'b', undefined, { ...KEY, ...info })], 'Map {"x" => "ab"}'],
    [
      [act('put', 1, undefined, KEY), act('append', 'b', undefined, KEY)],
      'illegal: it appends to 1, which is no string',
    ],
    [[act('put', 1, undefined, KEY), act('append', 'b', undefined, { ...KEY, ...mismatch })], 'Map {"x" => 1}'],
    [[act('append', 'b', undefined, { ...KEY, ...mismatch })], 'illegal: append was refused, but there is a string'],
    [[act('cas', [null, 2], true, KEY)], 'Map {"x" => 2}'],
    [[act('put', 1, undefined, { key: [1] }), act('get', null, 1, { key: [1] })], 'Map {[1] => 1}'],
  ])('%j: %s', (operations, result) => expect(outcomeOf(models.map(), ...operations)).toBe(result));

  it("reads an absent key as '' if told so, and takes nothing for absent", () => {
    const model = models.map({ initial: '' });
    expect(outcomeOf(model, act('get', null, '', KEY))).toBe('Map {}');
    expect(outcomeOf(model, act('get', null, undefined, KEY))).toBe('Map {}');
    expect(
      outcomeOf(model, act('put', 'a', null, KEY), act('put', null, null, KEY), act('has', null, false, KEY)),
    ).toBe('Map {}');
    expect(outcomeOf(models.appendRegister({ initial: '' }), act('append', 'a'), act('get', null, 'a'))).toBe('"a"');
  });

  it('is checked key by key', () => {
    expect(models.map().partition?.(operationFrom(act('get', null, 1, KEY)))).toBe('x');
    expect(models.map().part).toMatchObject({ structure: 'append-register' });
  });
});

describe('multi-register', () => {
  const model = models.multiRegister({ initial: 0 });
  it.each<Row>([
    [
      [
        act(
          'txn',
          [
            ['w', 'x', 1],
            ['r', 'y', null],
          ],
          [
            ['w', 'x', 1],
            ['r', 'y', 0],
          ],
        ),
      ],
      'Map {"x" => 1}',
    ],
    [
      [
        act(
          'txn',
          [
            ['w', 'x', 1],
            ['r', 'x', null],
          ],
          [
            ['w', 'x', 1],
            ['r', 'x', 0],
          ],
        ),
      ],
      'illegal: read 0 from "x", but "x" holds 1',
    ],
    [
      [
        act(
          'txn',
          [
            ['r', 'x', null],
            ['w', 'x', 1],
          ],
          [
            ['r', 'x', 0],
            ['w', 'x', 1],
          ],
        ),
      ],
      'Map {"x" => 1}',
    ],
    [
      [
        act('txn', [
          ['r', 'x', null],
          ['w', 'x', 1],
        ]),
      ],
      'Map {"x" => 1}',
    ],
    [
      [
        act(
          'txn',
          [
            ['r', 'x', null],
            ['w', 'x', 1],
          ],
          undefined,
          info,
        ),
      ],
      'Map {"x" => 1}',
    ],
    [[act('txn', [['read', 'x', null]], [['read', 'x', 2]])], 'illegal: read 2 from "x", but "x" holds 0'],
    [[act('write', 1, null, KEY), act('read', null, 1, KEY), act('write', 0, null, KEY)], 'Map {}'],
    [[act('read', null, 1, KEY)], 'illegal: read 1 from "x", but "x" holds 0'],
  ])('%j: %s', (operations, result) => expect(outcomeOf(model, ...operations)).toBe(result));

  it('is checked register by register as long as nothing touches several', () => {
    expect(model.partition?.(operationFrom(act('read', null, 0, KEY)))).toBe('x');
    expect(model.partition?.(operationFrom(act('txn', [['r', 'x', null]])))).toBeUndefined();
  });
});

describe('counter', () => {
  it.each<Row>([
    [[act('increment'), act('add', 3), act('decrement', 2), act('read', null, 2)], '2'],
    [[act('increment'), act('read', null, 2)], 'illegal: read 2, but the counter is at 1'],
    [[act('incrementAndGet', null, 1), act('getAndIncrement', 2, 1), act('read', null, 3)], '3'],
    [[act('incrementAndGet', null, 2)], 'illegal: it found 1, but the counter is at 0'],
    [[act('incrementAndGet', 5, undefined, info), act('getAndIncrement', 5)], '10'],
    [[act('read')], '0'],
  ])('%j: %s', (operations, result) => expect(outcomeOf(models.counter(), ...operations)).toBe(result));
});

describe('set', () => {
  it.each<Row>([
    [[act('add', 1, true), act('add', 1, false), act('contains', 1, true)], 'Set {1}'],
    [[act('add', 1, false)], 'illegal: the result says that 1 was there, but it is not'],
    [[act('add', 1), act('add', 1, true)], 'illegal: the result says that 1 was not there, but it is'],
    [[act('add', 1, new Set([1])), act('add', 2, undefined, info)], 'Set {1, 2}'],
    [[act('add', 1), act('remove', 1, true), act('remove', 1, undefined, mismatch)], 'Set {}'],
    [[act('add', [1]), act('contains', [1], true)], 'Set {[1]}'],
    [[act('add', 1), act('add', 2), act('read', null, [2, 1])], 'Set {1, 2}'],
    [[act('add', 1), act('read', null, new Set([1]))], 'Set {1}'],
    [[act('add', 1), act('read', null, [])], 'illegal: the result lacks 1, which is in the set'],
    [[act('add', 1), act('read', null, [1, 2])], 'illegal: the result lists 2, which is not in the set'],
    [[act('add', 1), act('read', null, [1, 1])], 'illegal: the result lists 1 twice'],
  ])('%j: %s', (operations, result) => expect(outcomeOf(models.set(), ...operations)).toBe(result));

  it('is checked element by element as long as nothing reads all', () => {
    const model = models.set();
    expect(model.partition?.(operationFrom(act('add', 'a')))).toBe('a');
    expect(model.partition?.(operationFrom(act('contains', undefined)))).toBeNull();
    expect(model.partition?.(operationFrom(act('read')))).toBeUndefined();
  });
});

describe('queue', () => {
  const filled = [act('enqueue', 1), act('enqueue', 2)];
  it.each<Row>([
    [[...filled, act('dequeue', null, 1), act('peek', null, 2), act('dequeue', null, 2), act('dequeue')], '[]'],
    [[...filled, act('dequeue', null, 2)], 'illegal: the result is 2, but 1 comes first'],
    [[...filled, act('dequeue', null, 3)], 'illegal: the result is 3, which is not in the queue; 1 is next'],
    [[act('dequeue', null, 3)], 'illegal: the result is 3, but the queue is empty'],
    [[...filled, act('dequeue', null, null)], 'illegal: the result says that the queue was empty, but it holds [1, 2]'],
    [
      [...filled, act('dequeue', null, undefined, mismatch)],
      'illegal: the result says that the queue was empty, but it holds [1, 2]',
    ],
    [[act('dequeue', null, undefined, mismatch)], '[]'],
    [[...filled, act('dequeue', null, undefined, info)], '[2]'],
    [[act('dequeue', null, undefined, info)], '[]'],
    [[act('dequeue', null, undefined, blocked)], '[]'],
    [[...filled, act('peek', null, undefined, info)], '[1,2]'],
    [[act('enqueue', 1, undefined, mismatch)], 'illegal: enqueue was refused, but it never is'],
  ])('%j: %s', (operations, result) => expect(outcomeOf(models.fifoQueue(), ...operations)).toBe(result));

  it('that blocks waits while it is empty', () => {
    const model = models.fifoQueue({ blocking: true });
    expect(outcomeOf(model, act('dequeue', null, undefined, blocked))).toBe('illegal: the queue is empty');
    expect(outcomeOf(model, act('dequeue', null, undefined, info))).toBe('illegal: the queue is empty');
    expect(outcomeOf(model, act('enqueue', 1), act('dequeue', null, undefined, blocked))).toBe('[]');
    expect(outcomeOf(model, act('dequeue', null, null))).toBe('[]');
  });
});

test('a stack gives the last one first', () => {
  const filled = [act('push', 1), act('push', 2)];
  expect(outcomeOf(models.stack(), ...filled, act('pop', null, 2), act('peek', null, 1))).toBe('[1]');
  expect(outcomeOf(models.stack(), ...filled, act('pop', null, 1))).toBe('illegal: the result is 1, but 2 comes first');
  expect(outcomeOf(models.stack({ initial: [1, 2] }), act('pop', null, undefined, info))).toBe('[1]');
});

describe('priority queue', () => {
  it.each<Row>([
    [[act('insert', 2), act('insert', 1), act('extractMin', null, 1), act('peek', null, 2)], '[2]'],
    [[act('insert', 2), act('insert', 1), act('extractMin', null, 2)], 'illegal: the result is 2, but 1 comes first'],
    [[act('insert', 10), act('insert', 9), act('extractMin', null, undefined, info)], '[10]'],
    [[act('insert', 'a'), act('insert', 1), act('extractMin', null, 1)], '["a"]'],
    [[act('insert', 1), act('insert', 1), act('extractMin', null, 1)], '[1]'],
    [
      [act('insert', 1), act('insert', 1), act('peek', null, 2)],
      'illegal: the result is 2, which is not in the queue; 1 is next',
    ],
  ])('%j: %s', (operations, result) => expect(outcomeOf(models.priorityQueue(), ...operations)).toBe(result));

  it('gives any of several smallest ones', () => {
    const compare = (one: { rank: number }, other: { rank: number }) => one.rank - other.rank;
    const [a, b, c] = [
      { rank: 1, name: 'a' },
      { rank: 1, name: 'b' },
      { rank: 2, name: 'c' },
    ];
    const model = models.priorityQueue({ compare, initial: [c, b, a] });
    const abc = JSON.stringify([a, b, c]);
    expect(outcomeOf(model)).toBe(abc);
    expect(outcomeOf(model, act('peek', null, b))).toBe(abc);
    expect(outcomeOf(model, act('extractMin', null, b))).toBe(JSON.stringify([a, c]));
    expect(outcomeOf(model, act('extractMin', null, undefined, info))).toBe(
      `${JSON.stringify([b, c])} or ${JSON.stringify([a, c])}`,
    );
    expect(outcomeOf(model, act('extractMin', null, c))).toMatch(
      /^illegal: the result is .*"c"}, but {.*"a"} or {.*"b"} comes first$/,
    );
  });
});

describe('lock', () => {
  const other = { process: 3 };
  it.each<Row>([
    [[act('acquire'), act('release'), act('acquire', null, null, other)], 'held by 3'],
    [[act('acquire', null, null, other), act('acquire')], 'illegal: the lock is held by 3'],
    [[act('acquire'), act('acquire')], 'illegal: the lock is held by 0 itself and is not reentrant'],
    [[act('acquire', null, null, other), act('acquire', null, null, blocked)], 'illegal: the lock is held by 3'],
    [[act('acquire', null, null, info)], 'held by 0'],
    [[act('acquire', null, null, blocked)], 'held by 0'],
    [[act('acquire', null, false)], 'illegal: it was refused, but the lock is free'],
    [[act('acquire'), act('acquire', null, undefined, mismatch)], 'held by 0'],
    [[act('acquire'), act('tryAcquire', null, false, other)], 'held by 0'],
    [[act('acquire'), act('tryAcquire', null, true, other)], 'illegal: the lock is held by 0'],
    [[act('acquire'), act('tryAcquire', null, undefined, { ...other, ...info })], 'held by 0'],
    [[act('tryAcquire', null, undefined, { ...other, ...info })], 'held by 3'],
    [[act('tryAcquire', null, false)], 'illegal: it was refused, but the lock is free'],
    [[act('release')], 'illegal: the lock is free'],
    [[act('acquire'), act('release', null, null, other)], 'illegal: the lock is held by 0'],
    [[act('acquire'), act('release', null, false, other)], 'held by 0'],
    [[act('acquire'), act('release', null, false)], 'illegal: it was refused, but the process holds the lock'],
  ])('%j: %s', (operations, result) => expect(outcomeOf(models.lock(), ...operations)).toBe(result));

  it('without owner is released by anyone', () => {
    const model = models.lock({ owned: false });
    expect(outcomeOf(model, act('acquire'), act('release', null, null, other))).toBe('free');
    expect(outcomeOf(model, act('acquire'), act('acquire', null, null, other))).toBe('illegal: the lock is held');
  });
});

describe('read-write lock', () => {
  const other = { process: 3 };
  const read = act('acquireRead');
  const write = act('acquireWrite');
  it.each<Row>([
    [[read, act('acquireRead', null, null, other)], 'held by 0, 3 to read'],
    [[read, act('acquireWrite', null, null, other)], 'illegal: the lock is held by 0 to read'],
    [[write, act('acquireRead', null, null, { ...other, ...blocked })], 'illegal: the lock is held by 0 to write'],
    [[read, act('releaseRead'), write], 'held by 0 to write'],
    [[read, read, act('releaseRead')], 'held by 0 to read'],
    [[write, act('releaseRead')], 'illegal: 0 does not hold it to read'],
    [[write, act('releaseWrite', null, null, other)], 'illegal: 3 does not hold it to write'],
    [[write, act('releaseWrite')], 'free'],
    [[write, act('tryAcquireRead', null, false, other)], 'held by 0 to write'],
    [[act('tryAcquireWrite', null, false)], 'illegal: it was refused, but nothing stands against it: the lock is free'],
    [[write, act('tryAcquireWrite', null, undefined, { ...other, ...info })], 'held by 0 to write'],
  ])('%j: %s', (operations, result) => expect(outcomeOf(models.readWriteLock(), ...operations)).toBe(result));

  it('tells process 1 from process "1"', () => {
    const model = models.readWriteLock();
    const states = [1, '1'].map((process) =>
      model.step(model.init(), operationFrom(act('acquireRead', null, null, { process }))),
    );
    expect(model.key?.(states[0] as never)).not.toBe(model.key?.(states[1] as never));
  });
});

describe('semaphore', () => {
  it.each<Row>([
    [[act('acquire'), act('acquire', 1), act('release', 2)], '2 permits are available'],
    [[act('acquire'), act('acquire', 2)], 'illegal: it needs 2, but 1 permit is available'],
    [[act('acquire', 2), act('acquire', 1, null, blocked)], 'illegal: it needs 1, but 0 permits are available'],
    [[act('release')], 'illegal: 3 permits are then available, of at most 2'],
    [[act('tryAcquire', 2, false)], 'illegal: it was refused, but 2 permits are available'],
    [[act('tryAcquire', 3, false), act('tryAcquire', 2, true)], '0 permits are available'],
    [[act('acquire', 2), act('tryAcquire', 1, undefined, info)], '0 permits are available'],
  ])('%j: %s', (operations, result) => expect(outcomeOf(models.semaphore({ permits: 2 }), ...operations)).toBe(result));

  it('has as many permits as are released, if told so', () => {
    expect(outcomeOf(models.semaphore({ permits: 0, maximum: 5 }), act('release', 5))).toBe('5 permits are available');
  });
});

describe('log', () => {
  it.each<Row>([
    [
      [
        act('append', 'a', 0),
        act('append', 'b', 1),
        act('read', 1, 'b'),
        act('readAll', null, ['a', 'b']),
        act('length', null, 2),
      ],
      '["a","b"]',
    ],
    [[act('append', 'a', 1)], 'illegal: it got offset 1, but the next is 0'],
    [[act('append', 'a'), act('read', 0, 'b')], 'illegal: read "b", but at offset 0 there is "a"'],
    [[act('read', 0, 'b')], 'illegal: read "b", but at offset 0 there is nothing'],
    [[act('read', 0, undefined, mismatch), act('read', 7)], '[]'],
    [[act('append', 'a'), act('readAll', null, [])], 'illegal: read [], but the log holds ["a"]'],
    [[act('length', null, 1)], 'illegal: the result is 1, but the length is 0'],
    [[act('append', 'a', undefined, info)], '["a"]'],
  ])('%j: %s', (operations, result) => expect(outcomeOf(models.log(), ...operations)).toBe(result));
});

describe('bank', () => {
  const model = models.bank({ accounts: { a: 3, b: 0 } });
  const move = (amount: number) => ({ from: 'a', to: 'b', amount });
  it.each<Row>([
    [[act('transfer', move(2)), act('read', null, { b: 2, a: 1 })], '{a: 1, b: 2}'],
    [[act('transfer', move(4))], 'illegal: it takes 4 from a, which holds 3'],
    [[act('transfer', move(4), false)], '{a: 3, b: 0}'],
    [[act('transfer', move(4), undefined, mismatch)], '{a: 3, b: 0}'],
    [[act('transfer', move(3), false)], 'illegal: it was refused, but nothing stands against it: {a: 3, b: 0}'],
    [[act('transfer', move(4), undefined, blocked)], '{a: 3, b: 0}'],
    [[act('transfer', move(4), undefined, info)], 'illegal: it takes 4 from a, which holds 3'],
    [[act('deposit', { to: 'b', amount: 5 }), act('withdraw', { from: 'b', amount: 1 })], '{a: 3, b: 4}'],
    [[act('read', null, { a: 3, b: 1 })], 'illegal: read 1 for b, which holds 0'],
    [[act('transfer', { from: 'a', to: 'a', amount: 3 })], '{a: 3, b: 0}'],
  ])('%j: %s', (operations, result) => expect(outcomeOf(model, ...operations)).toBe(result));

  it('may overdraw if told so', () => {
    expect(
      outcomeOf(
        models.bank({
          accounts: new Map([
            [1, 0],
            [2, 0],
          ]),
          overdraft: true,
        }),
        act('transfer', { from: 1, to: 2, amount: 4 }),
      ),
    ).toBe('{1: -4, 2: 4}');
  });
});

test('an id generator gives each identifier once', () => {
  const model = models.idGenerator();
  expect(outcomeOf(model, act('generate', null, 1), act('generate', null, '1'), act('generate', null, [1]))).toBe(
    '[1, "1", [1]]',
  );
  expect(outcomeOf(model, act('generate', null, 1), act('generate', null, 1))).toBe('illegal: 1 was given out before');
  expect(outcomeOf(model, act('generate'), act('generate', null, null, info))).toBe('[]');
  expect(model.partition?.(operationFrom(act('generate', null, 'a')))).toBe('a');
  expect(model.partition?.(operationFrom(act('generate', null, undefined, info)))).toBeNull();
});

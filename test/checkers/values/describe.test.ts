import { runInNewContext } from 'node:vm';
import { describeValue } from '../../../src/checkers/values/describe';

class Account {
  balance = 1;
  #hidden = 2;
  read = () => this.#hidden;
}
const cyclic: Record<string, unknown> = { a: 1 };
cyclic.self = cyclic;

test.each<[unknown, string]>([
  ['a"b\n', '"a\\"b\\n"'],
  [1, '1'],
  [0, '0'],
  [-0, '-0'],
  [Number.NaN, 'NaN'],
  [1n, '1n'],
  [null, 'null'],
  [undefined, 'undefined'],
  [true, 'true'],
  [Symbol('a'), 'Symbol(a)'],
  [Math.max, '[function max]'],
  [[1, [2, undefined]], '[1, [2, undefined]]'],
  [new Array(2), '[undefined, undefined]'],
  [{ a: 1, 'b c': { d: -0 } }, '{a: 1, "b c": {d: -0}}'],
  [new Map<unknown, unknown>([['a', [1]]]), 'Map {"a" => [1]}'],
  [new Set([1, 'a']), 'Set {1, "a"}'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(Number.NaN), 'Invalid Date'],
  [new RangeError('no'), 'RangeError: no'],
  [new Uint8Array([1, 2]), 'Uint8Array [1, 2]'],
  [Object.create(null), '{}'],
  [cyclic, '{a: 1, self: [itself]}'],
  [((shared) => [shared, shared])([1]), '[[1], [1]]'],
])('%p is described as %s', (value, text) => expect(describeValue(value)).toBe(text));

test('an instance of a class is described by its name and its own fields', () => {
  expect(describeValue(new Account())).toBe('Account {balance: 1, read: [function read]}');
});

test('values of another realm are described like those of this one', () => {
  expect(describeValue(runInNewContext('[new Map([[1, 2]]), new Set([1]), new Error("x"), { a: 1 }]'))).toBe(
    '[Map {1 => 2}, Set {1}, Error: x, {a: 1}]',
  );
});

test('longer texts are cut to the limit', () => {
  expect(describeValue('x'.repeat(200), 10)).toBe('"xxxxxxxx…');
  expect(
    describeValue(
      Array.from({ length: 100 }, (_, index) => index),
      20,
    ),
  ).toBe('[0, 1, 2, 3, 4, 5, …');
  expect(describeValue('x'.repeat(118))).toBe(JSON.stringify('x'.repeat(118)));
});

test('of a large or endless value no more is looked at than is shown', () => {
  let read = 0;
  const endless = new Proxy([], {
    get: (_, name) => (name === 'length' ? 1e9 : name === Symbol.iterator ? Array.prototype[Symbol.iterator] : read++),
  });
  expect(describeValue(endless, 30)).toHaveLength(30);
  expect(read).toBeLessThan(50);
  const deep: unknown[] = [];
  for (let at = deep, level = 0; level < 100_000; level++) at.push((at = []));
  expect(describeValue(deep, 40)).toHaveLength(40);
});

test('nothing that a value does makes it throw', () => {
  const throwing = {
    get a() {
      throw new Error('no');
    },
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [throwing, proxy]) expect(describeValue(value)).toBe('[a value that cannot be looked at]');
});

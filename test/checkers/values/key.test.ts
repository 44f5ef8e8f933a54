import { runInNewContext, runInThisContext } from 'node:vm';
import { NoKeyError, valueKey } from '../../../src/checkers/values/key';
import { SCALE } from '../reference/fuzz-scale';
import { drawFrom } from '../reference/random-history';
import { deeplyEqual, randomValue } from './random-value';

const equal = (one: unknown, other: unknown) => new Map([[valueKey(one), 1]]).has(valueKey(other));

describe('equal', () => {
  it.each<[string, unknown, unknown]>([
    ['NaN', Number.NaN, Number.NaN],
    ['0 and -0', 0, -0],
    ['0 and -0 inside', [0, { a: 0 }], [-0, { a: -0 }]],
    ['NaN inside', [Number.NaN], [Number.NaN]],
    ['properties in any order', { a: 1, b: 2 }, { b: 2, a: 1 }],
    [
      'Map in any order',
      new Map([
        [1, 'a'],
        [2, 'b'],
      ]),
      new Map([
        [2, 'b'],
        [1, 'a'],
      ]),
    ],
    ['Map with structural keys', new Map([[[1], 'a']]), new Map([[[1], 'a']])],
    ['Set in any order', new Set([1, '1', 2n]), new Set([2n, '1', 1])],
    ['a hole and undefined', new Array(1), [undefined]],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ['dates', new Date(5), new Date(5)],
    ['a Buffer and its bytes', Buffer.from([1, 2]), new Uint8Array([1, 2])],
    ['registered symbols', [Symbol.for('a')], [Symbol.for('a')]],
    [
      'symbol properties in any order',
      { [Symbol.for('a')]: 1, [Symbol.for('b')]: 2 },
      { [Symbol.for('b')]: 2, [Symbol.for('a')]: 1 },
    ],
    ['the same object twice, which is no cycle', [[1], [1]], ((shared) => [shared, shared])([1])],
  ])('%s', (_, one, other) => expect(equal(one, other)).toBe(true));

  it.each([
    '[1, [2]]',
    '({ a: 1 })',
    'new Map([[1, { a: 2 }]])',
    'new Set([1])',
    'new Date(5)',
    'new Int8Array([1])',
    'new ArrayBuffer(2)',
  ])('%s of another realm', (source) => {
    const foreign = runInNewContext(source);
    const own = runInThisContext(source);
    expect(valueKey(foreign)).toBe(valueKey(own));
  });
});

describe('different', () => {
  const one = Symbol('a');
  it.each<[string, unknown, unknown]>([
    ['undefined and null', undefined, null],
    ['undefined and null inside', [undefined], [null]],
    ['1 and 1n', 1, 1n],
    ['1 and 1n inside', [1], [1n]],
    ['1 and "1"', [1], ['1']],
    ['true and "T"', [true], ['T']],
    ['a missing property and an undefined one', {}, { a: undefined }],
    ['an empty array, object, Map and Set', [], {}],
    ['an empty Map and an empty Set', new Map(), new Set()],
    ['Set and array', new Set([1]), [1]],
    ['how brackets stand', [[1], 2], [[1, 2]]],
    ['where strings end', ['a', 'b'], ['ab']],
    ['a quote in a string and the end of one', ['a"b'], ['a', 'b']],
    ['where strings end, with what ends them in between', ['a"1:b'], ['a', 'b']],
    ['an array and the string of its key', [1], valueKey([1])],
    ['a string with NUL and the encoding of it', '\u0000s\u0000', '\u0000'],
    ['typed arrays of different types', new Int8Array([1]), new Uint8Array([1])],
    ['an array and a typed one', [1], new Int8Array([1])],
    ['symbols of the same description', [one], [Symbol('a')]],
    ['a symbol and a registered one', [Symbol.for('a')], [Symbol('a')]],
    ['a symbol property', { [one]: 1 }, {}],
    ['an invalid date and a valid one', new Date(Number.NaN), new Date(0)],
    ['Map entries swapped', new Map([[1, 2]]), new Map([[2, 1]])],
  ])('%s', (_, left, right) => expect(equal(left, right)).toBe(false));
});

describe('no key', () => {
  class Account {
    #balance = 1;
    read = () => this.#balance;
  }
  class Row extends Array {}
  const cyclic: unknown[] = [];
  cyclic.push({ cyclic });
  it.each<[string, unknown, string]>([
    ['a function', Math.max, 'a function (max) has no structural equality'],
    ['a function inside', { f: () => 1 }, 'a function (f) has no structural equality'],
    [
      'an instance of a class',
      new Account(),
      'an instance of Account may have hidden fields, so its equality cannot be seen',
    ],
    ['a subclass of a built-in one', Row.from([1]), 'an instance of Row may'],
    ['a subclass of Map', new (class Index extends Map {})(), 'an instance of Index may'],
    ['a promise', Promise.resolve(), 'an instance of Promise may'],
    ['a regular expression', /a/, 'an instance of RegExp may'],
    ['an error', new Error('x'), 'an instance of Error may'],
    ['a DataView', new DataView(new ArrayBuffer(1)), 'an instance of DataView may'],
    ['a cycle', cyclic, 'a value that contains itself has no structural equality'],
    ['what pretends to be a Map', Object.create({ [Symbol.toStringTag]: 'Map' }), 'an instance of'],
  ])('%s', (_, value, message) => {
    expect(() => valueKey(value)).toThrow(NoKeyError);
    expect(() => valueKey(value)).toThrow(message);
  });
});

test('a key is a primitive, and a primitive value is its own key', () => {
  for (const value of [1, 'a', '', 1n, true, null, undefined, Symbol.iterator]) expect(valueKey(value)).toBe(value);
  for (const value of [[], {}, new Map(), new Set(), '\u0000']) expect(typeof valueKey(value)).toBe('string');
});

test('two random values have equal keys exactly if they are deeply equal', () => {
  const draw = drawFrom(17);
  let same = 0;
  const rounds = 40_000 * SCALE;
  for (let round = 0; round < rounds; round++) {
    const one = randomValue(draw);
    const other = randomValue(draw);
    const expected = deeplyEqual(one, other);
    same += Number(expected);
    if (equal(one, other) !== expected) throw new Error(`round ${round}: ${valueKey(one)} ${valueKey(other)}`);
  }
  expect(same / rounds).toBeGreaterThan(0.02);
  expect(same / rounds).toBeLessThan(0.9);
});

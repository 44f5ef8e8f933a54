// Values in JSON: nothing is lost, and nothing of the user's is taken for a mark.

import { jsonElements } from '../../../../src/checkers/history/formats/json-elements';
import { jsonValue, parseJson } from '../../../../src/checkers/history/formats/json-value';
import { SCALE } from '../../reference/fuzz-scale';
import { drawFrom } from '../../reference/random-history';
import { randomValue } from '../random-values';

const ROUNDS = 1000 * SCALE;

describe('a value', () => {
  it('of any kind comes back as it was', () => {
    for (let seed = 0; seed < ROUNDS; seed++) {
      const value = randomValue(drawFrom(seed));
      expect([seed, parseJson(JSON.stringify(jsonValue(value)), 1)]).toStrictEqual([seed, value]);
    }
  });

  test.each([
    [Number.NaN, '{"$number":"NaN"}'],
    [-0, '{"$number":"-0"}'],
    [1e20, '{"$number":"100000000000000000000"}'],
    [5n, '{"$bigint":"5"}'],
    [undefined, '{"$undefined":true}'],
    [new Date(5), '{"$date":5}'],
    [new Set([1]), '{"$set":[1]}'],
    [new Map([[1, 2]]), '{"$map":[[1,2]]}'],
    [{ $set: [1] }, '{"$object":[["$set",[1]]]}'],
    [{ $set: 1, a: 2 }, '{"$set":1,"a":2}'],
    [[1.5, 'text', null, true, { a: [] }], '[1.5,"text",null,true,{"a":[]}]'],
  ])('%p is written as %s', (value, text) => {
    expect(JSON.stringify(jsonValue(value))).toBe(text);
  });

  it('an integer that is no exact number is a bigint; digits in strings and fractions are left alone', () => {
    const text =
      '[9007199254740993,-18446744073709551615,9007199254740991,0.1234567890123456,"9007199254740993\\"1",1e17]';
    expect(parseJson(text, 1)).toEqual([
      9007199254740993n,
      -18446744073709551615n,
      9007199254740991,
      0.1234567890123456,
      '9007199254740993"1',
      1e17,
    ]);
  });

  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['an instance', new (class Point {})()],
    ['a cycle', cycle],
  ])('%s cannot be written', (_what, value) => {
    expect(() => jsonValue(value)).toThrow(/^JSON has no notation for /);
  });

  it('what is no JSON is refused with its line', () => {
    expect(() => parseJson('{"a":}', 7)).toThrow(/^line 7: not valid JSON: /);
  });
});

describe('the elements of an array', () => {
  it('have the lines where they begin, whatever is in their strings', () => {
    const text = '[\n {"a": "],}\\"\\\\"},\n\n  [1,\n 2],\n3, "x"\n]\n';
    expect([...jsonElements(text)]).toEqual([
      { line: 2, value: { a: '],}"\\' } },
      { line: 4, value: [1, 2] },
      { line: 6, value: 3 },
      { line: 6, value: 'x' },
    ]);
  });

  it('may be none', () => {
    expect([...jsonElements(' [ ] ')]).toEqual([]);
  });

  test.each([
    ['[1,\n2', 'line 2: not valid JSON: the text ends before the ] that is missing'],
    ['[1,\n"a', 'line 2: not valid JSON: the text ends within a string'],
    ['[1]\n\n[2] [3]', 'line 3: not valid JSON: the text goes on behind the array'],
  ])('%j is refused', (text, message) => {
    expect(() => [...jsonElements(text)]).toThrow(expect.objectContaining({ message }));
  });

  test.each(['[1,,2]', '[1,]', '[1}', '[{"a":1]]', '[,]', '{"a":[]}', '5', '5 [1]', '', '['])(
    '%s is refused',
    (text) => {
      expect(() => [...jsonElements(text)]).toThrow('not valid JSON');
    },
  );
});

// EDN: what each notation is read as, where an error is, and what is written.

import { EdnReader } from '../../../../src/checkers/history/formats/edn-reader';
import { ednKeyword, ednValue } from '../../../../src/checkers/history/formats/edn-writer';
import { SCALE } from '../../reference/fuzz-scale';
import { drawFrom } from '../../reference/random-history';
import { randomValue } from '../random-values';

const ROUNDS = 1000 * SCALE;

/** All values of a text. */
function read(text: string): unknown[] {
  const reader = new EdnReader(text);
  const values: unknown[] = [];
  while (reader.more()) values.push(reader.read());
  return values;
}

describe('reading', () => {
  test.each<[string, unknown]>([
    ['nil', null],
    ['true', true],
    ['false', false],
    ['0', 0],
    ['-17', -17],
    ['+17', 17],
    ['-0', 0],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['5N', 5n],
    ['1.5', 1.5],
    ['-1.5e-3', -0.0015],
    ['1e3', 1000],
    ['-0.0', -0],
    ['2.5M', 2.5],
    ['1/4', 0.25],
    ['##NaN', Number.NaN],
    ['##Inf', Number.POSITIVE_INFINITY],
    ['##-Inf', Number.NEGATIVE_INFINITY],
    [':read', 'read'],
    [':db/read-only?', 'db/read-only?'],
    ['symbol', 'symbol'],
    ['a.b/c', 'a.b/c'],
    ['-', '-'],
    ['nilable', 'nilable'],
    ['"text"', 'text'],
    ['""', ''],
    ['"two\nlines"', 'two\nlines'],
    ['"\\n\\t\\r\\b\\f\\\\\\"\\u00e9"', '\n\t\r\b\f\\"é'],
    ['\\a', 'a'],
    ['\\u', 'u'],
    ['\\(', '('],
    ['\\"', '"'],
    ['\\newline', '\n'],
    ['\\space', ' '],
    ['\\u00e9', 'é'],
    ['[1 [2] ()]', [1, [2], []]],
    ['(1,2,,3)', [1, 2, 3]],
    ['{:a 1, "b" 2 c 3}', { a: 1, b: 2, c: 3 }],
    ['{}', {}],
    [
      '{1 2, :a 3}',
      new Map<unknown, unknown>([
        [1, 2],
        ['a', 3],
      ]),
    ],
    ['#{1 :a}', new Set([1, 'a'])],
    ['#inst "2020-01-31T12:00:00.000-00:00"', new Date('2020-01-31T12:00:00Z')],
    ['#uuid "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'],
    ['#jepsen.history.Op{:f :read}', { f: 'read' }],
    ['#lockstep/undefined nil', undefined],
    ['#_ignored 1', 1],
    ['#_ #_ two ignored 1', 1],
    ['[1 #_2 3 #_ 4]', [1, 3]],
    ['; a comment\n 1 ; another', 1],
  ])('%s', (text, value) => {
    expect(read(text)).toStrictEqual([value]);
  });

  it('a name that JavaScript knows is a name like others', () => {
    const [object] = read('{:__proto__ 1 :a 2}') as [object];
    expect(Object.entries(object)).toEqual([
      ['__proto__', 1],
      ['a', 2],
    ]);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  });

  it('one value after the other, each with its line', () => {
    const reader = new EdnReader('1\n"two\nlines" ; x\n\n3');
    const lines: [number, unknown][] = [];
    while (reader.more()) lines.push([reader.line, reader.read()]);
    expect(lines).toEqual([
      [1, 1],
      [2, 'two\nlines'],
      [5, 3],
    ]);
  });
});

describe('an error has its line and column', () => {
  test.each([
    ['[1 2', 'line 1: column 5: the text ends before the ] that is missing'],
    ['{:a', 'line 1: column 4: the text ends before the } that is missing'],
    ['\n  ]', 'line 2: column 3: ] does not belong here'],
    ['[1 }', 'line 1: column 4: } does not belong here'],
    ['{:a}', 'line 1: column 5: a map has a key without a value'],
    ['"abc', 'line 1: column 5: the text ends within a string'],
    ['"\\q"', 'line 1: column 3: \\q is no escape of a string'],
    ['"\\u12"', 'line 1: column 3: \\u is no escape of a string'],
    ['1x', 'line 1: column 3: 1x is no number'],
    ['0x10', 'line 1: column 5: 0x10 is no number'],
    ['##nan', 'line 1: column 6: ##nan is no number'],
    ['\\nothing', 'line 1: column 9: \\nothing is no character'],
    [':', 'line 1: column 2: a keyword has no name'],
    ['#', 'line 1: column 2: # is no tag'],
    ['#"regex"', 'line 1: column 2: # is no tag'],
    ['#inst 5', 'line 1: column 8: #inst is not followed by a time as in "2020-01-31T12:00:00Z"'],
    ['#tag', 'line 1: column 5: the text ends where a value is missing'],
    ['#_', 'line 1: column 3: the text ends where a value is missing'],
    ['['.repeat(501), 'line 1: column 502: more than 500 collections inside each other'],
  ])('%s', (text, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ message }));
  });
});

describe('writing', () => {
  it('random values are read as they were', () => {
    for (let seed = 0; seed < ROUNDS; seed++) {
      const value = randomValue(drawFrom(seed));
      expect([seed, ...read(ednValue(value))]).toStrictEqual([seed, value]);
    }
  });

  it('looks as Clojure prints it', () => {
    expect(ednValue([1, -0, 'a"b', null, { from: 'x y', 'to do': [] }, new Set([1n]), new Map([[1, 2]])])).toBe(
      '[1 -0.0 "a\\"b" nil {:from "x y", "to do" []} #{1N} {1 2}]',
    );
  });

  it('names are keywords where they can be', () => {
    expect(['read', 'compare-and-set!', 'a/b', '1st', '', 'two words', 'a"'].map(ednKeyword)).toEqual([
      ':read',
      ':compare-and-set!',
      ':a/b',
      '"1st"',
      '""',
      '"two words"',
      '"a\\""',
    ]);
  });

  const cycle: unknown[] = [];
  cycle.push(cycle);
  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['an instance', new (class Point {})()],
    ['no date', [new Date(Number.NaN)]],
    ['a cycle', cycle],
  ])('%s cannot be written', (_what, value) => {
    expect(() => ednValue(value)).toThrow(/^EDN has no notation for /);
  });
});

import { sameValue } from '../../../src/checkers/values/same';

test.each<[unknown, unknown, boolean]>([
  [Number.NaN, Number.NaN, true],
  [0, -0, true],
  [[0], [-0], true],
  [1, 1n, false],
  [undefined, null, false],
  [{ a: [1] }, { a: [1] }, true],
  [{ a: [1] }, { a: [2] }, false],
  [[1], '1', false],
])('%p and %p: %p', (one, other, expected) => {
  expect(sameValue(one, other)).toBe(expected);
  expect(sameValue(other, one)).toBe(expected);
});

test('a value without structural equality is the same as itself, and cannot be compared with another', () => {
  const one = () => 1;
  expect(sameValue(one, one)).toBe(true);
  expect(() => sameValue(one, () => 1)).toThrow('a function (one) has no structural equality');
});

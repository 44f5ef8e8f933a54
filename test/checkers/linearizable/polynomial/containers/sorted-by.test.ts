// Sorting by keys, few (comparing) and many (by their bits), against the language's own sort.

import { firstAtLeast, sortedBy } from '../../../../../src/checkers/linearizable/polynomial/containers/sorted-by';
import { drawFrom } from '../../../reference/random-history';

const draw = drawFrom(1);
const KINDS: readonly (readonly [string, () => number])[] = [
  ['small integers, often equal', () => draw(100)],
  ['integers of both signs', () => draw(2_000_000) - 1_000_000],
  ['fractions of any size', () => (draw(1000) - 500) * 10 ** (draw(40) - 20)],
  ['zeros of both signs and infinities', () => [0, -0, 1, -1, Infinity, -Infinity][draw(6)] as number],
  ['large integers', () => draw(2 ** 31) * 2 ** 21 + draw(2 ** 21)],
];

describe.each(KINDS)('%s', (_, number) => {
  test.each([0, 1, 50, 5000])('%i keys', (count) => {
    const keys = Float64Array.from({ length: count }, number);
    const expected = [...keys.keys()].sort((one, other) =>
      keys[one] === keys[other] ? one - other : (keys[one] as number) < (keys[other] as number) ? -1 : 1,
    );
    expect([...sortedBy(keys)]).toEqual(expected);
  });
});

it('finds the first key that is not below a limit', () => {
  const keys = Float64Array.of(1, 3, 3, 7);
  expect([0, 1, 2, 3, 4, 7, 8].map((limit) => firstAtLeast(keys, limit))).toEqual([0, 0, 1, 1, 3, 3, 4]);
});

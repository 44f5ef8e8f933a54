import { mix } from '../../src/strategies/mix';
import { RandomSource } from '../../src/strategies/random-source';

const draws = (random: RandomSource, count: number, n: number): number[] =>
  Array.from({ length: count }, () => random.below(n));

describe('RandomSource', () => {
  test('the same seed and iteration give the same numbers in every release', () => {
    expect(draws(new RandomSource(1, 0), 8, 100).join()).toMatchInlineSnapshot(`"24,64,40,35,10,90,68,17"`);
    expect(draws(new RandomSource(1, 1), 8, 100).join()).toMatchInlineSnapshot(`"9,65,0,65,48,58,23,43"`);
    expect(draws(new RandomSource(0xffffffff, 123), 4, 2 ** 32).join()).toMatchInlineSnapshot(
      `"4184155658,2104592926,849536600,1333081271"`,
    );
    expect(new RandomSource(7, 7).next()).toMatchInlineSnapshot(`0.4672076450660825`);
  });

  test('a reseeded source is a new source', () => {
    const used = new RandomSource(1, 2);
    draws(used, 100, 10);
    expect(draws(used.reseed(3, 4), 20, 1000)).toEqual(draws(new RandomSource(3, 4), 20, 1000));
  });

  test('neighbouring seeds and iterations start differently', () => {
    // 200 random six-bit prefixes leave (63/64)^200 = 4 % of the 64 unseen; unmixed seeds 0, 1, 2, … reach only 16 of 64.
    const prefixes = (make: (i: number) => RandomSource) =>
      new Set(Array.from({ length: 200 }, (_, i) => draws(make(i), 6, 2).join(''))).size;
    expect(prefixes((seed) => new RandomSource(seed, 0))).toBeGreaterThan(55);
    expect(prefixes((iteration) => new RandomSource(0, iteration))).toBeGreaterThan(55);
  });

  test('seed and iteration do not cancel out', () => {
    const first = (seed: number, iteration: number) => draws(new RandomSource(seed, iteration), 2, 2 ** 32).join();
    const all = new Set<string>();
    for (let seed = 0; seed < 40; seed++)
      for (let iteration = 0; iteration < 40; iteration++) all.add(first(seed, iteration));
    expect(all.size).toBe(1600);
  });

  test.each([2, 3, 7, 10])('below(%i) is uniform', (n) => {
    // 10,000 draws per value: standard deviation below 100, so that a true source leaves ±500 with a chance of 6·10^-7 per value.
    const counts = new Array<number>(n).fill(0);
    const random = new RandomSource(5, 0);
    for (let i = 0; i < 10_000 * n; i++) counts[random.below(n)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  test('below(n) is exact where a remainder would favour small results twice', () => {
    // With `% n` one half of the draws would lie below 2^30; a third is right. Standard departure 47 of 10,000.
    const n = 3 * 2 ** 30;
    const small = draws(new RandomSource(5, 0), 10_000, n).filter((value) => value < 2 ** 30).length;
    expect(Math.abs(small - 3333)).toBeLessThan(300);
  });

  test.each([1, 2 ** 21, 2 ** 21 + 1, 2 ** 31 + 1, 2 ** 32])('below(%d) stays in range and is an integer', (n) => {
    const values = draws(new RandomSource(9, 9), 2000, n);
    expect(values.every((value) => Number.isInteger(value) && value >= 0 && value < n)).toBe(true);
    // The upper half is reached: 2^-2000 for a true source.
    if (n > 1) expect(Math.max(...values)).toBeGreaterThanOrEqual(n / 2);
  });

  test('next() lies in [0, 1) and fills it', () => {
    const random = new RandomSource(3, 3);
    const values = Array.from({ length: 2000 }, () => random.next());
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    // Standard departure of the mean 0.0065.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.04);
  });
});

test('mix changes about half of the bits for a change of one', () => {
  const bits = (value: number): number => [...(value >>> 0).toString(2)].filter((bit) => bit === '1').length;
  for (let bit = 0; bit < 32; bit++) {
    let changed = 0;
    for (let value = 0; value < 100; value++) changed += bits(mix(value * 7919) ^ mix((value * 7919) ^ (1 << bit)));
    // 3,200 bits: mean 1,600, standard deviation 28.
    expect(Math.abs(changed - 1600)).toBeLessThan(200);
  }
});

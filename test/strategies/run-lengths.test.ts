import { RandomSource } from '../../src/strategies/random-source';
import { RunLengths } from '../../src/strategies/run-lengths';

describe('RunLengths', () => {
  test('knows nothing before the first iteration has ended', () => {
    const lengths = new RunLengths();
    expect(lengths.draw(new RandomSource(1, 0))).toBe(0);
    expect(lengths.median).toBe(0);
  });

  test('draws from the iterations remembered', () => {
    const lengths = new RunLengths();
    for (const length of [10, 20, 30]) lengths.note(length);
    const random = new RandomSource(1, 0);
    // Chance that 100 draws miss one of three: 3·(2/3)^100 = 10^-17.
    expect(new Set(Array.from({ length: 100 }, () => lengths.draw(random)))).toEqual(new Set([10, 20, 30]));
  });

  test('one endless iteration does not move the median, and is forgotten after sixteen more', () => {
    const lengths = new RunLengths();
    for (let i = 0; i < 5; i++) lengths.note(20);
    lengths.note(10_000);
    expect(lengths.median).toBe(20);
    for (let i = 0; i < 16; i++) lengths.note(21);
    const random = new RandomSource(1, 0);
    expect(new Set(Array.from({ length: 100 }, () => lengths.draw(random)))).toEqual(new Set([21]));
  });
});

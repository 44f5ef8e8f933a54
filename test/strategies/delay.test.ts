import { DelayBounded } from '../../src/strategies';
import { overtaking, reversed } from './programs';
import { explore, meanSchedules } from './simulator';

describe('delay-bounded scheduling', () => {
  test('keeps the order of the event loop but for three operations', () => {
    // `reversed_5` needs four delays: never. Every other strategy finds it in one schedule of 120.
    expect(explore(reversed(5), new DelayBounded(), { seed: 1, iterations: 3000 })).toEqual([]);
  });

  test('finds the one answer that overtakes the others when that takes few delays', () => {
    // Answers 3, 0, 1, 2 of 4: three delays at the first decision, in one iteration of four, three points each with a chance of 1/3:
    // 1/108 of the iterations. 3,000 of them, 28 expected, none with 10^-12.
    expect(explore(overtaking(4), new DelayBounded(), { seed: 1, iterations: 3000 }).length).toBe(1);
  });

  test('the same with late operations, faster than a random walk', () => {
    const { mean, found } = meanSchedules(overtaking(5), () => new DelayBounded(), {
      trials: 20,
      cap: 600,
      lateness: true,
    });
    expect(found).toBe(20);
    expect(mean).toBeLessThan(120);
  });
});

import { Pos, type Random } from '../../src/strategies';
import { historyOf, iterationStart, pendingOperation } from './pending';
import { overtaking, reorder, stale } from './programs';
import { explore, meanSchedules } from './simulator';

describe('partial-order sampling', () => {
  test('lets what never conflicted run first, in three iterations of four', () => {
    const strategy = new Pos();
    let first = 0;
    for (let iteration = 0; iteration < 400; iteration++) {
      strategy.begin(iterationStart(iteration, { conflicts: historyOf([1, 2, 3], [1, 3]) }));
      if (strategy.pick([pendingOperation(1), pendingOperation(2), pendingOperation(3)]) === 1) first++;
    }
    // 3/4 + 1/4·1/3 of 400 = 333, standard deviation 7.5.
    expect(Math.abs(first - 333)).toBeLessThan(45);
  });

  test('does not trust a site that no tracked iteration has seen, nor one that is unknown', () => {
    const strategy = new Pos();
    const taken = [0, 0, 0];
    for (let iteration = 0; iteration < 600; iteration++) {
      strategy.begin(iterationStart(iteration, { conflicts: historyOf([1], [1]) }));
      const index = strategy.pick([pendingOperation(1), pendingOperation(2), pendingOperation(3, -1)]);
      taken[index] = (taken[index] as number) + 1;
    }
    // A third of 600 each, standard deviation 12.
    for (const count of taken) expect(Math.abs(count - 200)).toBeLessThan(72);
  });

  describe('draws a priority for', () => {
    /** A POS iteration that trusts the history, and the number of priorities it has drawn so far. */
    function trusting(seen: readonly number[], conflicting: readonly number[]) {
      let drawn = 0;
      const priorities = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4];
      const random: Random = { below: (n) => n - 1, next: () => priorities[drawn++] as number };
      const strategy = new Pos();
      strategy.begin(iterationStart(0, { random, conflicts: historyOf(seen, conflicting) }));
      return { strategy, drawn: () => drawn };
    }
    const [a, b, c] = [pendingOperation(1), pendingOperation(2), pendingOperation(3)];

    test('each operation once, if it conflicts with nothing that runs', () => {
      const { strategy, drawn } = trusting([], []);
      expect([strategy.pick([a, b, c]), strategy.pick([b, c])]).toEqual([0, 0]);
      expect(drawn()).toBe(3);
      expect(strategy.pick([b, c, pendingOperation(4)])).toBe(0);
      expect(drawn()).toBe(4);
    });

    test('those anew that conflict with the operation that runs', () => {
      const { strategy, drawn } = trusting([1, 2, 3], [1, 2, 3]);
      strategy.pick([a, b, c]);
      expect(drawn()).toBe(3);
      strategy.pick([b, c]);
      expect(drawn()).toBe(5);
    });

    test('no operation anew whose site never conflicted', () => {
      const { strategy, drawn } = trusting([1, 2], [1, 2]);
      strategy.pick([a, b, c]);
      strategy.pick([b, c]);
      expect(drawn()).toBe(4);
    });

    test('no operation anew after one whose site never conflicted', () => {
      const { strategy, drawn } = trusting([2, 3], [2, 3]);
      strategy.pick([a, b, c]);
      strategy.pick([b, c]);
      expect(drawn()).toBe(3);
    });
  });

  test('lets harmless operations run first a hundred times in a row at most', () => {
    const strategy = new Pos();
    // Known to be long, so that fairness does not end the head start.
    for (let iteration = 0; iteration < 20; iteration++) {
      strategy.begin(iterationStart(iteration));
      for (let i = 0; i < 1000; i++) strategy.pick([pendingOperation(1), pendingOperation(2)]);
      strategy.end();
    }
    const random: Random = { below: (n) => n - 1, next: () => 0.5 };
    strategy.begin(iterationStart(21, { random, conflicts: historyOf([1, 2], [1]) }));
    const worker = pendingOperation(1);
    const order = Array.from({ length: 101 }, () => strategy.pick([worker, pendingOperation(2)]));
    expect(order.indexOf(0)).toBe(100);
  });

  test('picks at random once it must be fair', () => {
    const strategy = new Pos();
    strategy.begin(iterationStart(0, { maxSteps: 40 }));
    const [a, b] = [pendingOperation(1), pendingOperation(2)];
    const order = Array.from({ length: 60 }, () => strategy.pick([a, b]));
    expect(new Set(order.slice(0, 10)).size).toBe(1);
    // 50 coin tosses.
    expect(new Set(order.slice(10)).size).toBe(2);
  });

  test('with the history of conflicts finds one order of ten tasks in a few dozen schedules, without it in thousands', () => {
    const known = meanSchedules(reorder(9), () => new Pos(), { trials: 10, cap: 300, history: true });
    expect(known.found).toBe(10);
    expect(known.mean).toBeLessThan(40);
    const unknown = meanSchedules(reorder(9), () => new Pos(), { trials: 5, cap: 300 });
    expect(unknown.found).toBe(0);
  });

  test('keeps its priorities in some iterations, so that a victim may stay behind although everything conflicts', () => {
    // Without such iterations none in 3,000 schedules; with them 128 on average.
    const { found } = meanSchedules(stale(8), () => new Pos(), { trials: 5, cap: 1500, history: true });
    expect(found).toBe(5);
  });

  test('samples every order of operations that are pending together with the same chance', () => {
    // One order of 120: 6,000 iterations, 50 expected, standard deviation 7.
    const found = explore(overtaking(5), new Pos(), { seed: 1, iterations: 6000, stop: false }).length;
    expect(Math.abs(found - 50)).toBeLessThan(42);
  });
});

import { createStrategy, Lateness, RandomWalk } from '../../src/strategies';
import { iterationStart, pendingOperation } from './pending';
import { fastCacheSlowDatabase, microtaskWindow } from './programs';
import { explore, meanSchedules } from './simulator';

/** The answers of many iterations, by kind of iteration: 200 questions each for the sites 0 to 9 in turn. */
function answersByKind(): Map<number, (boolean | number)[][]> {
  const lateness = new Lateness();
  const byKind = new Map<number, (boolean | number)[][]>();
  for (let iteration = 0; iteration < 600; iteration++) {
    lateness.begin(iterationStart(iteration));
    const answers = Array.from({ length: 200 }, (_, i) => lateness.late(pendingOperation(0, i % 10)));
    byKind.set(lateness.kind, [...(byKind.get(lateness.kind) ?? []), answers]);
  }
  return byKind;
}

describe('lateness', () => {
  const byKind = answersByKind();
  const shareOf = (answers: readonly (boolean | number)[]): number => answers.filter(Boolean).length / answers.length;
  const meanShare = (kind: number): number => {
    const iterations = byKind.get(kind) ?? [];
    return iterations.reduce((sum, answers) => sum + shareOf(answers), 0) / iterations.length;
  };

  test('has every kind of iteration', () => {
    expect([...byKind.keys()].sort()).toEqual(Array.from({ length: Lateness.kinds }, (_, kind) => kind));
  });

  test.each([
    [0, 1 / 8],
    [1, 1 / 2],
    [2, 7 / 8],
    [3, 1],
  ])('kind %i: late at the rate %d', (kind, rate) => {
    // About 50 iterations of 200 answers: standard deviation below 0.005.
    expect(Math.abs(meanShare(kind) - rate)).toBeLessThan(0.03);
  });

  test('by site: the same site is late throughout the iteration or never, and half of the sites are', () => {
    const iterations = byKind.get(4) ?? [];
    for (const answers of iterations)
      for (let site = 0; site < 10; site++) expect(new Set(answers.filter((_, i) => i % 10 === site)).size).toBe(1);
    // About 200 iterations of 10 sites: standard deviation 0.011.
    expect(Math.abs(meanShare(4) - 0.5)).toBeLessThan(0.07);
  });

  test('in spells: late and at once alternate about once in eight operations', () => {
    const iterations = byKind.get(5) ?? [];
    const turns = iterations.map(
      (answers) => answers.filter((late, i) => i > 0 && late !== answers[i - 1]).length / 199,
    );
    const mean = turns.reduce((sum, turn) => sum + turn, 0) / turns.length;
    expect(Math.abs(mean - 1 / 8)).toBeLessThan(0.02);
    expect(Math.abs(meanShare(5) - 0.5)).toBeLessThan(0.08);
  });

  test('is late at last, even where the mode says at once', () => {
    const lateness = new Lateness();
    for (let iteration = 0; iteration < 100; iteration++) {
      lateness.begin(iterationStart(iteration));
      const answers = Array.from({ length: 200 }, () => lateness.late(pendingOperation(0, 3)));
      expect(answers.indexOf(true)).not.toBe(-1);
      expect(answers.indexOf(true)).toBeLessThanOrEqual(64);
    }
  });

  test('a number of microtasks is drawn under the model await in every second turn, and nowhere else', () => {
    const drawn = (model: 'host' | 'await', turn: number, microtasks: number): Set<boolean | number> => {
      const lateness = new Lateness();
      const answers = new Set<boolean | number>();
      for (let iteration = 0; iteration < 100; iteration++) {
        lateness.begin(iterationStart(iteration, { model, turn }));
        for (let i = 0; i < 50; i++) answers.add(lateness.late({ ...pendingOperation(0, i), microtasks }));
      }
      return answers;
    };
    expect(drawn('await', 1, 4)).toEqual(new Set([true, false, 1, 2, 3, 4]));
    for (const plain of [drawn('await', 0, 4), drawn('host', 1, 4), drawn('await', 1, 0)])
      expect(plain).toEqual(new Set([true, false]));
  });

  test('a window of one microtask is found, which needs three operations at once', () => {
    const { mean, found } = meanSchedules(microtaskWindow(), () => new RandomWalk(), {
      trials: 20,
      cap: 100,
      lateness: true,
    });
    expect(found).toBe(20);
    expect(mean).toBeLessThan(12);
    // If everything is late, it is out of reach.
    expect(explore(microtaskWindow(), new RandomWalk(), { seed: 1, iterations: 500 })).toEqual([]);
  });

  test('a fast cache before a slow database is found', () => {
    const options = { trials: 20, cap: 200, lateness: true };
    expect(meanSchedules(fastCacheSlowDatabase(), () => createStrategy('portfolio'), options).mean).toBeLessThan(15);
  });
});

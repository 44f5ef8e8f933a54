// iterationSeed() and step(): what a test's own random numbers and records are tied to.

import { runtime } from '../../src/runtime';
import { outcomeOf } from '../support/iterate';
import { instrumented } from '../support/program';

const { iterationSeed, step } = runtime.api;

async function seedOf(seed: number, iteration: number): Promise<number | null> {
  let found: number | null = null;
  await outcomeOf(
    () => {
      Math.random();
      found = iterationSeed();
    },
    { seed, iteration },
  );
  return found;
}

it('the seed is the same when an iteration is run again, and another one in each iteration and for each seed', async () => {
  expect(await seedOf(1, 3)).toBe(await seedOf(1, 3));
  const seeds = new Set<number | null>();
  for (let seed = 0; seed < 20; seed++) {
    for (let iteration = 0; iteration < 20; iteration++) seeds.add(await seedOf(seed, iteration));
  }
  expect(seeds.size).toBe(400);
  for (const seed of seeds) expect(seed).toBe((seed as number) >>> 0);
});

it('it is pinned: a new release draws the same numbers for the same seed', async () => {
  expect([await seedOf(0, 0), await seedOf(1, 0), await seedOf(0, 1)]).toEqual([4122402412, 2046216413, 3220784768]);
});

it('the step is 0 until something was chosen, and goes up by one for each choice', async () => {
  const body = instrumented(async (note: () => void, pause: () => Promise<void>) => {
    note();
    await pause();
    note();
    await pause();
    note();
  });
  const steps: number[] = [];
  await outcomeOf(() => body(() => steps.push(step()), runtime.api.pause), { late: () => true });
  expect(steps).toEqual([0, 1, 2]);
});

it('outside an iteration there are none', () => {
  expect(iterationSeed()).toBeNull();
  expect(step()).toBe(-1);
});

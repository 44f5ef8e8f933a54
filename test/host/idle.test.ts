// idle(): waits until nothing but timers is left to run.

import { runtime } from '../../src/runtime';
import { allLate, outcomeOf, verdictOf } from '../support/iterate';
import { instrumented } from '../support/program';

const { idle } = runtime.api;

it('waits for microtasks, immediates and late operations, but not for timers', async () => {
  const log: string[] = [];
  const body = instrumented(
    async (rest: typeof idle, note: (entry: string) => void) => {
      const slow = async () => {
        await null;
        note('late 1');
        await null;
        note('late 2');
      };
      const waits = slow();
      setImmediate(() => note('immediate'));
      const timer = new Promise<void>((resolve) => setTimeout(() => resolve(note('timer')), 1));
      await rest();
      note('idle');
      await timer;
      await waits;
    },
    { environment: true },
  );
  const outcome = await outcomeOf(() => body(idle, (entry) => log.push(entry)), allLate);
  expect(outcome.failure).toBeNull();
  expect(log.slice(0, 3).sort()).toEqual(['immediate', 'late 1', 'late 2']);
  expect(log.slice(3)).toEqual(['idle', 'timer']);
});

it('is over at once where nothing else runs, any number of times, and outside an iteration', async () => {
  const body = instrumented(async (rest: typeof idle) => {
    await rest();
    await Promise.all([rest(), rest()]);
  });
  expect(await verdictOf(() => body(idle))).toBe('passed');
  await expect(idle()).resolves.toBeUndefined();
});

it('lets no time pass', async () => {
  const body = instrumented(async (rest: typeof idle) => {
    setTimeout(() => {}, 5);
    const before = Date.now();
    await rest();
    if (Date.now() !== before) throw new Error('time has passed');
  });
  expect(await verdictOf(() => body(idle))).toBe('passed');
});

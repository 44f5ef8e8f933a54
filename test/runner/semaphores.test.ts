// Semaphores that hand over one microtask too late: the count is freed, and whoever comes before the waiter wakes takes it, too. An answer of
// the event loop never comes in that microtask, so it is no bug today; but the code relies on an await being quick.

import { explore } from '../../src/runner/explore';
import { instrumented } from '../support/program';

interface Semaphore {
  acquire(): Promise<void>;
  release(): unknown;
}

const SEMAPHORES = {
  'the waiter takes the permit when it wakes': () => {
    let free = 1;
    const waiting: (() => void)[] = [];
    return {
      async acquire() {
        if (free <= 0) await new Promise<void>((resolve) => waiting.push(resolve));
        free--;
      },
      release() {
        free++;
        waiting.shift()?.();
      },
    };
  },
  'release wakes one microtask later': () => {
    let free = 1;
    const waiting: (() => void)[] = [];
    return {
      async acquire() {
        if (free > 0) {
          free--;
          return;
        }
        await new Promise<void>((resolve) => {
          waiting.push(() => {
            free--;
            resolve();
          });
        });
      },
      async release() {
        free++;
        await null;
        waiting.shift()?.();
      },
    };
  },
};

const CORRECT = {
  'the permit is handed over': () => {
    let free = 1;
    const waiting: (() => void)[] = [];
    return {
      async acquire() {
        if (free > 0) free--;
        else await new Promise<void>((resolve) => waiting.push(resolve));
      },
      release() {
        const next = waiting.shift();
        if (next === undefined) free++;
        else next();
      },
    };
  },
  'the waiter looks again': () => {
    let free = 1;
    const waiting: (() => void)[] = [];
    return {
      async acquire() {
        while (free <= 0) await new Promise<void>((resolve) => waiting.push(resolve));
        free--;
      },
      release() {
        free++;
        waiting.shift()?.();
      },
    };
  },
};

/** Three clients, each of which waits for something outside before and while it holds the permit. */
const clients = instrumented(
  async (semaphore: Semaphore) => {
    let holders = 0;
    const wait = async () => {};
    const work = async () => {};
    const client = async () => {
      await wait();
      await semaphore.acquire();
      if (++holders > 1) throw new Error('two hold it');
      await work();
      holders--;
      await semaphore.release();
    };
    await Promise.all([client(), client(), client()]);
  },
  { environment: true },
);

const explored = (make: () => Semaphore) => {
  const semaphore = instrumented(make);
  return explore(() => clients(semaphore()), { seed: 1, iterations: 3000, timeBudget: 0, shrink: 0 });
};

test.each(Object.entries(SEMAPHORES))('%s: latent', async (_name, make) => {
  const { passed, finding, latent } = await explored(make);
  expect({ passed, finding }).toEqual({ passed: true, finding: null });
  expect(latent?.trace.failure?.message).toBe('two hold it');
});

test.each(Object.entries(CORRECT))('%s: silent', async (_name, make) => {
  const { passed, latent, distinct } = await explored(make);
  expect({ passed, latent }).toEqual({ passed: true, latent: null });
  expect(distinct).toBeGreaterThan(100);
});

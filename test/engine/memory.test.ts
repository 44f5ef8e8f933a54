// Memory stays flat: no iteration leaves anything behind, and outside an iteration no chain of calls is kept.

import { runtime } from '../../src/runtime';
import { megabytesInUse } from '../support/memory';
import { instrumented } from '../support/program';

const body = instrumented(
  async () => {
    const read = async (name: string) => {
      await null;
      return name;
    };
    const rows = async function* () {
      yield await read('a');
      yield read('b');
    };
    const worker = async () => {
      for await (const row of rows()) await Promise.race([read(row), new Promise((resolve) => setTimeout(resolve, 5))]);
      setTimeout(() => {}, 1000);
      setImmediate(() => {});
      read('not awaited');
      new Promise(() => {}).then(() => {});
    };
    await Promise.all([worker(), worker()]);
    await Promise.reject(new Error('caught')).catch(() => {});
  },
  { environment: true },
);

it('over fifty thousand iterations', async () => {
  const { explore } = runtime.api;
  const round = async (seed: number) => {
    const { finding, schedules } = await explore(body, { seed, iterations: 5000, timeBudget: 0, model: 'host' });
    expect({ finding, schedules }).toEqual({ finding: null, schedules: 5000 });
  };
  await round(0);
  const before = megabytesInUse();
  for (let seed = 1; seed <= 10; seed++) await round(seed);
  expect(megabytesInUse() - before).toBeLessThan(2);
}, 240_000);

it('along a chain of calls outside, each of which starts the next', async () => {
  const chain = instrumented(async (length: number, measure: () => void) => {
    await new Promise<void>((resolve) => {
      const link = async (left: number): Promise<void> => {
        await null;
        if (left % 50_000 === 0) measure();
        if (left === 0) resolve();
        else link(left - 1);
      };
      link(length);
    });
  });
  const used: number[] = [];
  await chain(100_000, () => used.push(megabytesInUse()));
  expect((used.at(-1) as number) - (used[0] as number)).toBeLessThan(2);
});

it('along a chain of timers and calls inside, each of which starts the next', async () => {
  const used: number[] = [];
  const chain = instrumented(async (length: number, measure: () => void) => {
    await new Promise<void>((resolve) => {
      const link = (left: number): void => {
        if (left % 20_000 === 0) measure();
        if (left === 0) resolve();
        else setTimeout(link, 1, left - 1);
      };
      link(length);
    });
  });
  const measure = () => {
    used.push(megabytesInUse());
  };
  const { failure } = await runtime.api.tryIteration(() => chain(40_000, measure), { maxSteps: 100_000 });
  expect(failure).toBeNull();
  expect((used.at(-1) as number) - (used[0] as number)).toBeLessThan(4);
});

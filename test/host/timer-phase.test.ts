// Timers that are due at the same time fire in one phase of the event loop. The immediates that they set run behind all of them.

import { runtime } from '../../src/runtime';
import { instrumented } from '../support/program';

const { explore } = runtime.api;

type Log = (entry: string) => void;
type Program = (log: Log) => Promise<unknown>;

/** The order of the undisturbed schedule, and all others. */
async function ordersOf(program: Program): Promise<string[]> {
  const orders = new Set<string>();
  const body = async () => {
    const entries: string[] = [];
    await program((entry) => entries.push(entry));
    orders.add(entries.join());
  };
  const { finding } = await explore(() => instrumentedBody(body), {
    iterations: 100,
    timeBudget: 0,
    seed: 1,
    model: 'host',
    mustExplore: false,
  });
  expect(finding).toBeNull();
  const [usual = '', ...others] = orders;
  return [usual, ...others.sort()];
}

const instrumentedBody = instrumented((run: () => Promise<void>) => run());

const together: Program = async (log) => {
  setTimeout(() => {
    log('a');
    setImmediate(() => log('immediate'));
  }, 10);
  setTimeout(() => log('b'), 10);
  await new Promise((resolve) => setTimeout(resolve, 30));
};

const apart: Program = async (log) => {
  setTimeout(() => {
    log('a');
    setImmediate(() => log('immediate'));
  }, 10);
  setTimeout(() => setTimeout(() => log('b'), 5), 5);
  await new Promise((resolve) => setTimeout(resolve, 30));
};

it('what is set together fires together', async () => {
  expect(await ordersOf(instrumented(together))).toEqual(['a,b,immediate']);
});

it('what is set apart does as a rule, but the clock may go on between the two', async () => {
  expect(await ordersOf(instrumented(apart))).toEqual(['a,b,immediate', 'a,immediate,b']);
});

it('nothing late comes between timers that are set together', async () => {
  expect(await ordersOf(instrumented(together, { environment: true }))).not.toContain('a,immediate,b');
  expect(await ordersOf(instrumented(apart, { environment: true }))).toContain('a,immediate,b');
});

it('one executor may set several timers: they keep their order', async () => {
  const body = instrumented(
    (log: Log) =>
      new Promise<void>((resolve) => {
        setTimeout(() => {
          log('a');
          setImmediate(() => {
            log('immediate');
            resolve();
          });
        }, 10);
        setTimeout(() => log('b'), 10);
      }),
    { environment: true },
  );
  expect(await ordersOf(body)).toEqual(['a,b,immediate']);
});

it('it may come between two answers that are due at the same time', async () => {
  const body = instrumented(
    async (log: Log) => {
      const ask = (name: string) =>
        new Promise<void>((resolve) =>
          setTimeout(() => {
            log(name);
            if (name === 'a') setImmediate(() => log('late'));
            resolve();
          }, 10),
        );
      await Promise.all([ask('a'), ask('b'), new Promise((resolve) => setTimeout(resolve, 30))]);
    },
    { environment: true },
  );
  expect(await ordersOf(body)).toEqual(expect.arrayContaining(['a,b,late', 'a,late,b', 'b,a,late']));
});

it('a timer of the phase waits for no work that another one has begun', async () => {
  const body = instrumented(async (log: Log) => {
    const { readFile } = require('node:fs');
    setTimeout(() => readFile('package.json', () => log('read')), 10);
    setTimeout(() => log('b'), 10);
    await new Promise((resolve) => setTimeout(resolve, 30));
  });
  expect(await ordersOf(body)).toEqual(['b,read']);
});

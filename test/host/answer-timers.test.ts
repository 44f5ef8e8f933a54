// Fakes that answer by `new Promise((resolve) => setTimeout(() => resolve(row), 10))`. If two answers are due at the same time, it is a choice
// which of them comes first. All other timers fire in the order of their deadlines, then of their creation.

import { runtime } from '../../src/runtime';
import { instrumented } from '../support/program';

const { explore } = runtime.api;
const quick = { iterations: 64, timeBudget: 0, seed: 1, model: 'host' as const };

type Log = (entry: string) => void;

/** All orders that the entries of a log come in. */
async function ordersOf(body: (log: Log) => Promise<void>): Promise<string[]> {
  const orders = new Set<string>();
  const run = () => {
    const entries: string[] = [];
    return body((entry) => {
      entries.push(entry);
      if (entries.length === 2) orders.add(entries.join(' '));
    });
  };
  const { finding } = await explore(run, { ...quick, mustExplore: false });
  expect(finding).toBeNull();
  return [...orders].sort();
}

const answers = async (log: (entry: string) => void, first: number, second: number) => {
  const fetch = (name: string, ms: number) => new Promise<string>((resolve) => setTimeout(() => resolve(name), ms));
  await Promise.all([fetch('a', first).then(log), fetch('b', second).then(log)]);
};

it('answers of a fake that are due at the same time come in either order', async () => {
  const body = instrumented(answers, { environment: true });
  expect(await ordersOf((log) => body(log, 10, 10))).toEqual(['a b', 'b a']);
});

it('a fake that takes 10 ms answers before one that takes 11', async () => {
  const body = instrumented(answers, { environment: true });
  expect(await ordersOf((log) => body(log, 10, 11))).toEqual(['a b']);
});

it('equal timers of the code under test fire in the order of their creation', async () => {
  const body = instrumented(answers);
  expect(await ordersOf((log) => body(log, 10, 10))).toEqual(['a b']);
});

it('equal timers of a fake that settle no promise, say the messages of a socket, keep their order', async () => {
  const body = instrumented(
    async (log: (entry: string) => void) => {
      setTimeout(() => log('a'), 10);
      setTimeout(() => log('b'), 10);
      await new Promise<void>((resolve) => setTimeout(resolve, 20));
    },
    { environment: true },
  );
  expect(await ordersOf(body)).toEqual(['a b']);
});

it('async functions of the test go on in order after equal sleeps', async () => {
  const body = instrumented(
    async (log: (entry: string) => void) => {
      const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
      const job = async (name: string) => {
        await sleep(10);
        log(name);
      };
      await Promise.all([job('a'), job('b')]);
    },
    { environment: true },
  );
  expect(await ordersOf(body)).toEqual(['a b']);
});

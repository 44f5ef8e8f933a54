// The same seed gives the same schedules in every release; a change of these snapshots is a breaking change. The engine runs them, so that
// what it asks, and in which order, is part of the promise.

import { runtime } from '../../src/runtime';
import { strategyNames } from '../../src/strategies';
import { instrumentedSource } from '../support/program';

const { explore, choose } = runtime.api;

// As text: the places of the sites are part of what strategies know.
const body = instrumentedSource(
  `(async (note, choose) => {
    let counter = 0;
    const increment = async (name) => {
      await null;
      note(name);
      const seen = counter;
      await null;
      note(name);
      counter = seen + 1;
    };
    const mutter = async () => {
      for (let i = choose(3); i < 4; i++) {
        await null;
        note('.');
      }
    };
    const late = new Promise((resolve) => setTimeout(resolve, 5)).then(() => note('t'));
    await Promise.all([increment('a'), mutter(), increment('b'), late]);
  })`,
  { file: 'snapshots.js', environment: true },
) as (note: (step: string) => void, draw: (n: number) => number) => Promise<void>;

/** The order of the steps in the first schedules of an exploration. */
async function ordersOf(options: Parameters<typeof explore>[1]): Promise<string[]> {
  const orders: string[] = [];
  const run = () => {
    orders.push('');
    return body((step) => (orders[orders.length - 1] += step), choose);
  };
  await explore(run, { search: false, ...options, seed: 42, timeBudget: 0 });
  return orders;
}

describe('no regression', () => {
  const names = strategyNames().filter((name) => !name.startsWith('test-')) as 'portfolio'[];

  test.each(names)('%s', async (strategy) => {
    expect(await ordersOf({ strategy, model: 'host', iterations: 24 })).toMatchSnapshot();
  });

  test.each(['auto', 'await'] as const)('the model %s', async (model) => {
    expect(await ordersOf({ model, iterations: 16 })).toMatchSnapshot();
  });

  test('the default, with a search', async () => {
    expect(await ordersOf({ search: true, iterations: 24 })).toMatchSnapshot();
  });

  // Far behind the lessons.
  test('the 900th schedule', async () => {
    expect((await ordersOf({ model: 'host', iterations: 901 })).at(-1)).toMatchSnapshot();
  });
});

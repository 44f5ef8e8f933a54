// A schedule has an identity: seed, lane and turn. `tryIteration` makes any schedule of an exploration anew, whatever its strategy had
// learned by then, and whatever else was found.

import type { ExploreOptions } from '../../src/runner/options';
import { runtime } from '../../src/runtime';
import { strategyNames } from '../../src/strategies';
import type { Strategy } from '../../src/strategies/strategy';
import { instrumented } from '../support/program';

const { explore, tryIteration, choose } = runtime.api;

/** Setters write a, then b; a checker that sees the one without the other fails. */
const reorder = instrumented(
  async () => {
    let a = 0;
    let b = 0;
    const set = async () => {
      await null;
      a = 1;
      await null;
      b = 1;
    };
    const check = async () => {
      await null;
      const seen = a;
      await null;
      if (seen !== b) throw new Error('a without b');
    };
    await Promise.all([set(), set(), check()]);
  },
  { environment: true },
);

/** An update is lost, if the random amounts are the same. */
const update = instrumented(
  async (draw: (n: number) => number) => {
    let balance = 0;
    const amounts = [draw(3), Math.floor(Math.random() * 3)];
    const deposit = async (amount: number) => {
      await null;
      const before = balance;
      await null;
      balance = before + amount;
    };
    await Promise.all([...amounts.map(deposit), new Promise((resolve) => setTimeout(resolve, 5))]);
    if (amounts[0] === 1 && balance !== 1 + (amounts[1] as number)) throw new Error(`lost an update: ${balance}`);
  },
  { environment: true },
);

/** Code under test relies on the order of jobs: only the model await fails, and the host model has choices. */
const relies = instrumented(async (elsewhere: () => Promise<void>) => {
  const order: string[] = [];
  const step = async (name: string) => {
    await Promise.resolve();
    await Promise.resolve();
    order.push(name);
  };
  await Promise.all([step('a'), step('b'), step('c'), elsewhere(), elsewhere()]);
  if (order.join('') === 'cba') throw new Error('the other way round');
});

const busy = instrumented(
  async () => {
    await null;
    await null;
  },
  { environment: true },
);

const BODIES: Record<string, () => unknown> = {
  reorder,
  update: () => update(choose),
  relies: () => relies(busy),
};

const SEEDS = Array.from({ length: 10 }, (_, index) => index + 1);

describe.each(strategyNames().filter((name) => !name.startsWith('test-')))('%s', (strategy) => {
  it.each(['host', 'await', 'auto'] as const)(
    'model %s: a finding of explore is repeated by tryIteration',
    async (model) => {
      let found = 0;
      for (const [name, body] of Object.entries(BODIES))
        for (const seed of SEEDS) {
          const options = { strategy, model, seed, iterations: 400, timeBudget: 0, shrink: 0 } as ExploreOptions;
          const result = await explore(body, options);
          const { trace } = result.finding ?? result.latent ?? { trace: null };
          if (trace === null) continue;
          found++;
          const { failure } = await tryIteration(body, { ...options, iteration: trace.iteration });
          expect([name, seed, failure?.kind, (failure?.error as Error | undefined)?.message]).toEqual([
            name,
            seed,
            trace.failure?.kind,
            trace.failure?.message,
          ]);
        }
      // Of the thirty, those with `relies` are found under the model await only.
      expect(found).toBeGreaterThanOrEqual(model === 'host' ? 18 : 25);
    },
  );
});

/** A body that notes which steps it took. */
const noting = instrumented(
  async (note: (step: string) => void) => {
    const task = async (name: string) => {
      for (let i = 0; i < 3; i++) {
        await null;
        note(name);
      }
    };
    await Promise.all([task('a'), task('b'), task('c')]);
  },
  { environment: true },
);

/** What the body did in each schedule of an exploration under the model host, where number and place are the same. */
async function ordersOf(strategy: ExploreOptions['strategy'], iterations: number): Promise<string[]> {
  const orders: string[] = [];
  await explore(
    () => {
      orders.push('');
      return noting((step) => (orders[orders.length - 1] += step));
    },
    { strategy, model: 'host', seed: 5, iterations, timeBudget: 0 },
  );
  return orders;
}

/** What the body does in one schedule, and how often it is run for that. */
async function orderOf(
  strategy: ExploreOptions['strategy'],
  iteration: number,
): Promise<[order: string, runs: number]> {
  const orders: string[] = [];
  const body = () => {
    orders.push('');
    return noting((step) => (orders[orders.length - 1] += step));
  };
  await tryIteration(body, { strategy, model: 'host', seed: 5, iteration });
  return [orders.at(-1) as string, orders.length];
}

/** Counts its schedules and goes by the count. */
class Counting implements Strategy {
  readonly name = 'counting';
  private schedules = 0;
  private asked = 0;

  begin(): void {
    this.schedules++;
    this.asked = 0;
  }
  pick = (enabled: readonly unknown[]): number => (this.schedules * 7 + ++this.asked) % enabled.length;
  late = (): boolean => ++this.asked % 3 !== this.schedules % 3;
  choose = (n: number): number => this.schedules % n;
}

describe('any schedule of an exploration is made anew', () => {
  const asked = [0, 1, 2, 3, 4, 7, 20, 63, 64, 66, 67, 68, 99, 131, 140, 200, 258, 300];

  it.each(['portfolio', 'pct', 'pos', 'idpct', 'delay', 'random'] as const)('%s', async (strategy) => {
    const orders = await ordersOf(strategy, 301);
    for (const iteration of asked) {
      const [order, runs] = await orderOf(strategy, iteration);
      expect([iteration, order]).toEqual([iteration, orders[iteration]]);
      // The lessons before, and the schedule itself.
      expect(runs).toBeLessThanOrEqual(strategy === 'random' ? 1 : 64 + 16 * 3 + 1);
    }
    expect(new Set(orders).size).toBeGreaterThan(5);
  });

  it('a strategy that says nothing of its memory: all schedules of its lane before it are run again', async () => {
    const strategy = () => new Counting();
    const orders = await ordersOf(strategy, 101);
    for (const iteration of [3, 4, 50, 100])
      expect(await orderOf(strategy, iteration)).toEqual([orders[iteration], iteration - 2]);
  });
});

it('what has been found shifts no numbers: a latent finding leaves gaps', async () => {
  const options = { model: 'auto', seed: 2, iterations: 200, timeBudget: 0, shrink: 0 } as const;
  const numbers: number[] = [];
  const strategy = () => ({
    name: 'noting',
    memory: 'none' as const,
    begin({ iteration, model }: { iteration: number; model: string }) {
      numbers.push(iteration);
      this.late = () => model === 'await';
    },
    pick: (enabled: readonly unknown[]) => enabled.length - 1,
    late: () => false,
    choose: () => 0,
  });
  const { latent, finding, schedules } = await explore(() => relies(busy), { ...options, strategy });
  expect(finding).toBeNull();
  expect(latent?.trace.iteration).toBe(3);
  expect(schedules).toBe(200);
  expect(numbers.filter((iteration) => iteration % 4 === 3)).toEqual([3]);
  expect(numbers.slice(0, 7)).toEqual([3, 4, 5, 6, 8, 9, 10]);
});

it('a number that the strategy never comes to is refused', async () => {
  const strategy = () => ({
    ...new Counting(),
    name: 'short',
    begin: ({ turn }: { turn: number }) => turn < 5,
    pick: () => 0,
    late: () => false,
    choose: () => 0,
  });
  const options = { strategy, model: 'host', seed: 1 } as const;
  await expect(tryIteration(reorder, { ...options, iteration: 7 })).resolves.toMatchObject({ failure: null });
  await expect(tryIteration(reorder, { ...options, iteration: 8 })).rejects.toThrow(
    'tryIteration: there is no iteration 8; the strategy has explored everything before it.',
  );
});

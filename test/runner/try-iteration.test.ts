// tryIteration(): one schedule; iteration 0 is the undisturbed one, others are drawn from the seed.

import { runtime } from '../../src/runtime';
import { instrumented } from '../support/program';

const { tryIteration, isControlledRun } = runtime.api;

const body = instrumented(
  async (note: (entry: string) => void) => {
    const step = async (name: string) => {
      await null;
      await null;
      note(name);
    };
    await Promise.all([step('a'), step('b'), step('c')]);
  },
  { environment: true },
);

async function orderOf(options: Parameters<typeof tryIteration>[1]): Promise<string> {
  let order = '';
  const { failure } = await tryIteration(() => body((entry) => (order += entry)), options);
  expect(failure).toBeNull();
  return order;
}

it('iteration 0 is undisturbed: everything at once, in order', async () => {
  expect(await orderOf({ seed: 9 })).toBe('abc');
  const outcome = await tryIteration(() => body(() => {}));
  expect(outcome).toMatchObject({ steps: 0, events: [], virtualTime: 0 });
});

it('other iterations differ by number and seed, and repeat', async () => {
  const orders = new Set<string>();
  for (let iteration = 1; iteration <= 60; iteration++) {
    const order = await orderOf({ seed: 9, iteration, strategy: 'random' });
    expect(await orderOf({ seed: 9, iteration, strategy: 'random' })).toBe(order);
    orders.add(order);
  }
  // Six orders; the chance that a fair walk misses one of them in sixty is below one in a thousand.
  expect(orders.size).toBeGreaterThanOrEqual(5);
});

it('a failure is in the outcome, not thrown', async () => {
  const failing = instrumented(async () => {
    throw new Error('no');
  });
  expect(await tryIteration(failing)).toMatchObject({ failure: { kind: 'error', error: new Error('no') } });
});

it('the body knows that it is controlled, and only there', async () => {
  let inside = false;
  await tryIteration(() => {
    inside = isControlledRun();
  });
  expect(inside).toBe(true);
  expect(isControlledRun()).toBe(false);
});

it.each([[-1], [1.5], ['3'], [Number.NaN]])('iteration %p is refused', async (iteration) => {
  await expect(tryIteration(() => {}, { iteration: iteration as number })).rejects.toThrow(
    `tryIteration: \`iteration\` must be an integer of 0 or more; got ${String(iteration)}.`,
  );
});

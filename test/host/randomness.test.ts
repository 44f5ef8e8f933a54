// Math.random and crypto's random values: seeded by (seed, iteration) inside an iteration, the realm's own outside.

import { runtime } from '../../src/runtime';
import { outcomeOf } from '../support/iterate';
import { instrumented } from '../support/program';

const body = instrumented(async (note: (value: unknown) => void) => {
  note(Math.random());
  await null;
  note(crypto.randomUUID());
  note([...crypto.getRandomValues(new Uint16Array(4))].join());
  note(Math.random());
});

async function drawn(seed: number, iteration: number): Promise<unknown[]> {
  const values: unknown[] = [];
  const { failure } = await outcomeOf(() => body((value) => values.push(value)), { seed, iteration });
  if (failure !== null) throw failure.error;
  return values;
}

it('the same seed and iteration draw the same values, others draw others', async () => {
  const first = await drawn(7, 3);
  expect(await drawn(7, 3)).toEqual(first);
  for (const [index, value] of (await drawn(7, 4)).entries()) expect(value).not.toEqual(first[index]);
  for (const [index, value] of (await drawn(8, 3)).entries()) expect(value).not.toEqual(first[index]);
});

it('what the strategy draws does not change what the body draws', async () => {
  const choices = instrumented(async (note: (value: unknown) => void, choose: (n: number) => number) => {
    choose(5);
    note(Math.random());
  });
  const values: unknown[] = [];
  const run = () => choices((value) => values.push(value), runtime.api.choose);
  await outcomeOf(run, { seed: 1 });
  await outcomeOf(run, { seed: 1, choose: () => 4 });
  expect(values[0]).toBe(values[1]);
});

it('numbers are spread over [0, 1), UUIDs are of version 4', async () => {
  const many = instrumented(async (note: (values: number[]) => void) => {
    note(Array.from({ length: 4000 }, () => Math.random()));
  });
  let numbers: number[] = [];
  await outcomeOf(() => many((values) => (numbers = values)), { seed: 5 });
  const tenths = new Array<number>(10).fill(0);
  for (const x of numbers) tenths[Math.floor(x * 10)] = (tenths[Math.floor(x * 10)] ?? 0) + 1;
  // 400 expected in each; 320 and 480 are four standard deviations away.
  for (const count of tenths) expect(count > 320 && count < 480).toBe(true);
  expect((await drawn(7, 3))[1]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('outside an iteration they are not repeatable', () => {
  expect((runtime.calls(Math) as Math).random()).not.toBe((runtime.calls(Math) as Math).random());
});

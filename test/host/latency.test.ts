// Timers against operations: a timer may overtake any late operation, unless maxLatency bounds how slow one can be.

import { runtime } from '../../src/runtime';
import { outcomeOf, type RunOptions } from '../support/iterate';
import { instrumented } from '../support/program';

const { pause } = runtime.api;

const race = instrumented(async (operation: typeof pause, delay: number) =>
  Promise.race([
    operation().then(() => 'operation'),
    new Promise((resolve) => setTimeout(() => resolve('timer'), delay)),
  ]),
);

async function winner(delay: number, options: RunOptions): Promise<unknown> {
  let result: unknown;
  const { failure } = await outcomeOf(() => race(pause, delay).then((value) => (result = value)), {
    late: () => true,
    pick: (enabled) => enabled.length - 1,
    ...options,
  });
  if (failure !== null) throw failure.error;
  return result;
}

it('a late operation may be overtaken by a timer of any length', async () => {
  expect(await winner(60_000, {})).toBe('timer');
});

it('in the default order the operation completes first', async () => {
  expect(await winner(60_000, { pick: () => 0 })).toBe('operation');
});

it('maxLatency: a timer behind the longest latency cannot fire first, one within it can', async () => {
  expect(await winner(101, { maxLatency: 100 })).toBe('operation');
  expect(await winner(100, { maxLatency: 100 })).toBe('timer');
  expect(await winner(1, { maxLatency: 0 })).toBe('operation');
});

it('latency counts from the operation’s own beginning', async () => {
  const late = instrumented(async (operation: typeof pause) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return Promise.race([
      operation().then(() => 'operation'),
      new Promise((resolve) => setTimeout(() => resolve('timer'), 50)),
    ]);
  });
  let result: unknown;
  await outcomeOf(() => late(pause).then((value) => (result = value)), {
    late: () => true,
    pick: (enabled) => enabled.length - 1,
    maxLatency: 100,
  });
  expect(result).toBe('timer');
});

it('two timers never fire against the order of their deadlines, whatever is picked', async () => {
  const body = instrumented(async (operation: typeof pause, note: (entry: string) => void) => {
    const timer = (ms: number) => new Promise<void>((resolve) => setTimeout(() => resolve(note(String(ms))), ms));
    await Promise.all([timer(30), operation(), timer(10), operation(), timer(20), timer(10)]);
  });
  for (let picked = 0; picked < 3; picked++) {
    const log: string[] = [];
    const pick = (enabled: readonly unknown[]) => Math.min(picked, enabled.length - 1);
    await outcomeOf(() => body(pause, (entry) => log.push(entry)), { late: () => true, pick });
    expect(log).toEqual(['10', '10', '20', '30']);
  }
});

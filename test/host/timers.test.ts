// Timers on virtual time, where native ones could only be timed: delays, disposal, order against immediates.

import { outcomeOf, type RunOptions } from '../support/iterate';
import { instrumented } from '../support/program';

async function timeOf(body: () => unknown, options: RunOptions = {}): Promise<number> {
  const { failure, virtualTime } = await outcomeOf(body, options);
  if (failure !== null) throw failure.error;
  return virtualTime;
}

const sleep = instrumented((delay: unknown) => new Promise((resolve) => setTimeout(resolve, delay as number)));

it.each([
  [undefined, 1],
  [0, 1],
  [-1, 1],
  [Number.NaN, 1],
  [0.9, 1],
  [1.9, 1],
  [2.9, 2],
  ['25', 25],
  [2 ** 31 - 1, 2 ** 31 - 1],
  [2 ** 31, 1],
  [Number.POSITIVE_INFINITY, 1],
])('a delay of %p is %i ms', async (delay, expected) => {
  expect(await timeOf(() => sleep(delay))).toBe(expected);
});

it('an interval fires at each multiple of its delay', async () => {
  const times: number[] = [];
  const body = instrumented((note: (time: number) => void) => {
    const start = Date.now();
    return new Promise<void>((resolve) => {
      const interval = setInterval(() => {
        note(Date.now() - start);
        if (Date.now() - start >= 30) resolve(clearInterval(interval));
      }, 10);
    });
  });
  expect(await timeOf(() => body((time) => times.push(time)))).toBe(30);
  expect(times).toEqual([10, 20, 30]);
});

it('Symbol.dispose clears a timer, its number stands for it', async () => {
  const body = instrumented(async () => {
    const timer = setTimeout(() => {
      throw new Error('was disposed of');
    }, 1);
    const dispose = (Symbol as { dispose?: symbol }).dispose;
    if (dispose === undefined) clearTimeout(+timer);
    else (timer as unknown as Record<symbol, () => void>)[dispose]?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
  expect(await timeOf(body)).toBe(5);
});

it('a timer that is due may run before or after an immediate, one that is not due only after', async () => {
  const body = instrumented((note: (entry: string) => void, delay: number) =>
    Promise.all([
      new Promise<void>((resolve) => setTimeout(() => resolve(note('timer')), delay)),
      new Promise<void>((resolve) => setImmediate(() => resolve(note('immediate')))),
    ]),
  );
  const orderOf = async (delay: number, pick: number) => {
    const order: string[] = [];
    await timeOf(() => body((entry) => order.push(entry), delay), { pick: () => pick });
    return order.join();
  };
  expect(await orderOf(0, 0)).toBe('immediate,timer');
  expect(await orderOf(0, 1)).toBe('timer,immediate');
  expect(await orderOf(10, 1)).toBe('immediate,timer');
});

it('unref() does not keep a timer from firing while the body waits', async () => {
  const body = instrumented(async () => {
    await new Promise((resolve) => setTimeout(resolve, 7).unref());
  });
  expect(await timeOf(body)).toBe(7);
});

it('a test that has replaced a global timer keeps its own', async () => {
  const calls: unknown[] = [];
  const original = globalThis.setTimeout;
  globalThis.setTimeout = ((callback: () => void, delay: number) => {
    calls.push(delay);
    callback();
  }) as unknown as typeof setTimeout;
  try {
    expect(await timeOf(() => sleep(5))).toBe(0);
  } finally {
    globalThis.setTimeout = original;
  }
  expect(calls).toEqual([5]);
});

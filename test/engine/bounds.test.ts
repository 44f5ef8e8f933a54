// Bounds: too many events, an endless synchronous loop, an endless chain of microtasks, very many tasks.

import { runtime } from '../../src/runtime';
import { decide, outcomeOf, textAt, verdictOf } from '../support/iterate';
import { instrumented } from '../support/program';

describe('maxSteps', () => {
  it('a poll that never comes to an end reaches it, and is its own verdict with the place', async () => {
    const body = instrumented(async () => {
      for (;;) await new Promise((resolve) => setTimeout(resolve, 10));
    });
    const { failure, steps } = await outcomeOf(body, { maxSteps: 100 });
    expect(failure?.kind).toBe('step-bound');
    expect((failure?.error as Error | undefined)?.message).toBe(
      'The schedule has run 100 events and the test body is not over: a livelock, or a test that needs a larger maxSteps.',
    );
    expect(steps).toBe(101);
    expect(textAt(failure?.site ?? -1)).toContain('setTimeout');
  });

  it('a body that ends with the last event that is allowed has not reached it', async () => {
    const body = instrumented(async () => {
      for (let i = 0; i < 100; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    });
    expect(await outcomeOf(body, { maxSteps: 100 })).toMatchObject({ failure: null, steps: 100 });
  });

  it('is not reached because a schedule is unfair: past half of it every operation gets its turn', async () => {
    const body = instrumented(
      async () => {
        let over = false;
        const spin = async () => {
          while (!over) await null;
        };
        const stop = async () => {
          await null;
          over = true;
        };
        await Promise.all([spin(), stop()]);
      },
      { environment: true },
    );
    expect(await verdictOf(body, { late: () => true, pick: () => 0, maxSteps: 50 })).toBe('passed');
    const spinOnly = (enabled: readonly { task: { id: string } }[]) =>
      enabled.findIndex(({ task }) => task.id === '0.1');
    expect(await verdictOf(body, { late: () => true, pick: (e) => Math.max(0, spinOnly(e)), maxSteps: 50 })).toBe(
      'passed',
    );
  });
});

describe('a synchronous loop', () => {
  it('that does not end is ended, with its place', async () => {
    const body = instrumented(async () => {
      await null;
      let i = 0;
      while (i >= 0) i = (i + 1) % 1000;
    });
    const { failure } = await outcomeOf(body, { syncTimeout: 20 });
    expect(failure?.kind).toBe('endless-loop');
    expect((failure?.error as Error | undefined)?.message).toBe(
      'A synchronous loop has run for more than 20 ms without an await. It is endless, or needs a larger syncTimeout (in milliseconds).',
    );
    expect(textAt(failure?.site ?? -1)).toBe('i >= 0');
  });

  it('is ended although the body catches everything', async () => {
    const body = instrumented(async () => {
      for (;;)
        try {
          throw new Error('again');
        } catch {}
    });
    expect(await verdictOf(body, { syncTimeout: 1 })).toMatch(/^endless-loop: /);
  });

  it('in a function that is no coroutine, called by native code, is ended as well', async () => {
    const body = instrumented(async () => {
      [1].forEach(() => {
        let i = 0;
        do i = 1 - i;
        while (i < 2);
      });
    });
    expect(await verdictOf(body, { syncTimeout: 1 })).toMatch(/^endless-loop: /);
  });

  it('that ends is left alone', async () => {
    const body = instrumented(async () => {
      let sum = 0;
      let i = 0;
      while (i < 300_000) sum += i++;
      return sum;
    });
    expect(await verdictOf(body)).toBe('passed');
  });
});

it('an endless chain of microtasks is ended', async () => {
  const body = instrumented(async () => {
    for (;;) await null;
  });
  expect(await verdictOf(body)).toMatch(/^step-bound: .* microtasks ran without a pause/);
});

it('an endless chain of ticks is ended', async () => {
  const body = instrumented(
    () =>
      new Promise(() => {
        const again = () => process.nextTick(again);
        again();
      }),
  );
  expect(await verdictOf(body)).toMatch(/^step-bound: /);
});

it('a hundred thousand tasks at the same time are no trouble', async () => {
  const body = instrumented(async () => {
    let running = 0;
    const task = async () => {
      running++;
      await null;
      running--;
    };
    await Promise.all(Array.from({ length: 100_000 }, task));
    if (running !== 0) throw new Error(`${running} are left`);
  });
  expect(await verdictOf(body)).toBe('passed');
});

it('a million pending tasks end in a verdict that says so, not in a crash', async () => {
  const body = instrumented(
    async () => {
      const task = async () => {
        await null;
      };
      await Promise.all(Array.from({ length: 1_000_000 }, task));
    },
    { environment: true },
  );
  const strategy = decide({ late: () => true });
  const { failure } = await runtime.api.tryIteration(body, { strategy, iteration: 3 });
  expect(failure?.kind).toBe('step-bound');
  expect((failure?.error as Error | undefined)?.message).toBe(
    '100000 operations are pending at the same time: tasks are started faster than they can end.',
  );
  expect(textAt(failure?.site ?? -1)).toBe('null');
});

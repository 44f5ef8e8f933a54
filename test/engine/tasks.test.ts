// Tasks: who inherits its creator's task, who forks one, and that ids are stable from run to run.

import { runtime } from '../../src/runtime';
import { allLate, type RunOptions, record } from '../support/iterate';
import { instrumented } from '../support/program';

/** Forks of a run as `id name`, and the tasks of its steps. */
async function tasksOf(
  body: () => unknown,
  options: RunOptions = allLate,
): Promise<{ forks: string[]; steps: string[] }> {
  const { outcome } = await record(body, options);
  if (outcome.failure !== null) throw outcome.failure.error;
  const forks = outcome.events.flatMap((e) => (e.type === 'fork' ? [`${e.task} ${e.name}`] : []));
  const steps = outcome.events.flatMap((e) => (e.type === 'step' ? [e.task] : []));
  return { forks, steps };
}

const environment = { environment: true };

describe('a task is inherited', () => {
  it('by the body and by a call that is awaited at once, at any depth', async () => {
    const body = instrumented(async () => {
      const leaf = async () => {
        await null;
      };
      const branch = async () => {
        await leaf();
        await leaf();
      };
      await branch();
      await null;
    }, environment);
    const { forks, steps } = await tasksOf(body);
    expect(forks).toEqual([]);
    expect(new Set(steps)).toEqual(new Set(['0']));
  });

  it('by a call whose promise is returned, chained and awaited', async () => {
    const body = instrumented(async () => {
      const leaf = async () => {
        await null;
      };
      const returns = async () => leaf();
      await returns();
      await leaf().then(() => {});
      await leaf().finally(() => {});
    }, environment);
    expect((await tasksOf(body)).forks).toEqual([]);
  });

  it('by an async generator that is read with for await', async () => {
    const body = instrumented(async () => {
      const rows = async function* () {
        await null;
        yield 1;
        await null;
        yield 2;
      };
      for await (const _ of rows());
    }, environment);
    expect((await tasksOf(body)).forks).toEqual([]);
  });

  it('along a chain: what goes on in place of a creator that is over', async () => {
    const body = instrumented(async () => {
      const timers = new Promise<void>((resolve) => {
        const again = (left: number) => (left === 0 ? resolve() : void setTimeout(again, 1, left - 1));
        again(5);
      });
      const calls = new Promise<void>((resolve) => {
        const work = async () => {
          await null;
        };
        const poll = async (left: number): Promise<void> => {
          await work();
          if (left === 0) resolve();
          else setTimeout(poll, 1, left - 1);
        };
        poll(5);
      });
      const chained = new Promise<void>((resolve) => {
        const work = async () => {
          await null;
        };
        const poll = (left: number): unknown =>
          left === 0 ? resolve() : work().then(() => setImmediate(poll, left - 1));
        poll(5);
      });
      await Promise.all([timers, calls, chained]);
    }, environment);
    const { forks } = await tasksOf(body);
    expect(forks.map((fork) => fork.split(' ')[0])).toEqual(['0.1', '0.2', '0.3', '0.4']);
  });

  it('by a call that is over before it ever waited', async () => {
    const body = instrumented(async () => {
      const quick = async () => 1;
      await Promise.all([quick(), quick()]);
    });
    expect((await tasksOf(body)).forks).toEqual([]);
  });
});

describe('a task is forked', () => {
  it('by each call in Promise.all, numbered in the order of the calls', async () => {
    const body = instrumented(async () => {
      const f = async () => {
        await null;
      };
      const g = async () => {
        await null;
      };
      await Promise.all([f(), g()]);
    }, environment);
    const { forks, steps } = await tasksOf(body);
    expect(forks).toEqual(['0.1 f', '0.2 g']);
    expect(steps).toEqual(['0.1', '0.2', '0.1', '0.2']);
  });

  it('once per call, where a call returns the promise of another', async () => {
    const body = instrumented(async () => {
      const leaf = async () => {
        await null;
      };
      const returns = async () => leaf();
      await Promise.all([returns(), returns()]);
    }, environment);
    const { forks, steps } = await tasksOf(body);
    expect(forks.map((fork) => fork.split(' ')[0])).toEqual(['0.1', '0.2']);
    expect(new Set(steps)).toEqual(new Set(['0.1', '0.2']));
  });

  it('by a call that is awaited later only', async () => {
    const body = instrumented(async () => {
      const f = async () => {
        await null;
      };
      const p = f();
      await null;
      await p;
    }, environment);
    expect((await tasksOf(body)).forks).toEqual(['0.1 f']);
  });

  it('by tasks that are forked themselves: ids are paths', async () => {
    const body = instrumented(async () => {
      const leaf = async () => {
        await null;
      };
      const branch = async () => {
        await Promise.all([leaf(), leaf()]);
      };
      await Promise.all([branch(), branch()]);
    }, environment);
    expect((await tasksOf(body)).forks.map((fork) => fork.split(' ')[0]).sort()).toEqual([
      '0.1',
      '0.1.1',
      '0.1.2',
      '0.2',
      '0.2.1',
      '0.2.2',
    ]);
  });

  it('by timers and immediates, on behalf of who made them', async () => {
    const body = instrumented(async () => {
      const worker = async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
      };
      const other = async () => {
        await new Promise((resolve) => setImmediate(resolve));
      };
      await Promise.all([worker(), other()]);
    });
    const { forks } = await tasksOf(body);
    expect(forks.sort()).toEqual(['0.1 worker', '0.1.1 timer', '0.2 other', '0.2.1 immediate']);
  });
});

it('every event names a task that was forked, and parents are forked before their children', async () => {
  const body = instrumented(async () => {
    const f = async (n: number): Promise<void> => {
      await null;
      if (n > 0) await Promise.all([f(n - 1), f(n - 1)]);
      setTimeout(() => {}, n);
    };
    await f(3);
  }, environment);
  const { outcome } = await record(body, { late: () => true, pick: (enabled) => enabled.length - 1 });
  expect(outcome.failure).toBeNull();
  const known = new Set(['0']);
  for (const event of outcome.events) {
    if (event.type !== 'fork') continue;
    expect(known.has(event.parent)).toBe(true);
    known.add(event.task);
  }
  for (const event of outcome.events) expect(known.has(event.task)).toBe(true);
  expect(known.size).toBeGreaterThan(15);
});

it('a task has the same id in every schedule', async () => {
  const body = instrumented(async () => {
    const leaf = async () => {
      await null;
    };
    const branch = async () => {
      await null;
      await Promise.all([leaf(), leaf()]);
    };
    await Promise.all([branch(), branch(), branch()]);
  }, environment);
  const first = await tasksOf(body, { late: () => true });
  const last = await tasksOf(body, { late: () => true, pick: (enabled) => enabled.length - 1 });
  expect(last.steps).not.toEqual(first.steps);
  expect([...last.forks].sort()).toEqual([...first.forks].sort());
});

it('a thenable does its work on the task that waits for it', async () => {
  const body = instrumented(async () => {
    const query = {
      then(resolve: (value: string) => void) {
        setTimeout(() => resolve('rows'), 1);
      },
    };
    const reader = async () => {
      await null;
      await query;
    };
    await Promise.all([reader(), reader()]);
  });
  const { forks } = await tasksOf(body);
  expect(forks.filter((fork) => fork.endsWith('timer'))).toEqual(['0.1.1 timer', '0.2.1 timer']);
});

it('code that runs in no iteration has no tasks', () => {
  expect(runtime.api.isControlledRun()).toBe(false);
});

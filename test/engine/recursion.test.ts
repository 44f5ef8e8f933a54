// Deep recursion of async functions: as deep as natively and deeper, outside and inside an iteration, and a RangeError that rejects where it
// never ends.

import { simulation } from '../../src/engine/simulation';
import { outcomeOf } from '../support/iterate';
import { instrumented } from '../support/program';

/** More than Node's own async functions reach with the default stack. */
const DEEP = 10_500;

const forms = {
  'an arrow function': () => {
    const f = async (n: number): Promise<number> => (n === 0 ? 0 : 1 + (await f(n - 1)));
    return f;
  },
  'a declaration': () => {
    async function f(n: number): Promise<number> {
      if (n === 0) return 0;
      return 1 + (await f(n - 1));
    }
    return f;
  },
  'a returned call': () => {
    async function f(n: number, sum = 0): Promise<number> {
      return n === 0 ? sum : f(n - 1, sum + 1);
    }
    return f;
  },
  'a parameter that is taken apart': () => {
    const f = async ({ n }: { n: number }): Promise<number> => (n === 0 ? 0 : 1 + (await f({ n: n - 1 })));
    return (n: number) => f({ n });
  },
  'no argument': () => {
    let left = 0;
    const f = async (): Promise<number> => (left-- === 0 ? 0 : 1 + (await f()));
    return (n: number) => {
      left = n;
      return f();
    };
  },
  'a method': () => {
    class Walker {
      async walk(n: number): Promise<number> {
        return n === 0 ? 0 : 1 + (await this.walk(n - 1));
      }
    }
    const walker = new Walker();
    return (n: number) => walker.walk(n);
  },
  'a private method': () => {
    class Walker {
      async #walk(n: number): Promise<number> {
        return n === 0 ? 0 : 1 + (await this.#walk(n - 1));
      }
      start(n: number) {
        return this.#walk(n);
      }
    }
    const walker = new Walker();
    return (n: number) => walker.start(n);
  },
  'functions that call each other': () => {
    async function even(n: number): Promise<number> {
      return n === 0 ? 0 : 1 + (await odd(n - 1));
    }
    async function odd(n: number): Promise<number> {
      return n === 0 ? 0 : 1 + (await even(n - 1));
    }
    return even;
  },
};

/** Calls the form with `n`. */
const sums = Object.entries(forms).map(([name, form]): [string, (n: number) => () => Promise<unknown>] => [
  name,
  (n) => {
    const f = instrumented(form)();
    return () => f(n);
  },
]);

describe.each(sums)('%s', (_name, sum) => {
  test('outside', async () => {
    expect(await sum(DEEP)()).toBe(DEEP);
  });

  test('inside', async () => {
    let result: unknown;
    const started = sum(DEEP);
    const outcome = await outcomeOf(() => started().then((value) => void (result = value)));
    expect(outcome.failure).toBeNull();
    expect(result).toBe(DEEP);
  });
});

const endless = instrumented(() => {
  const own = async (n: number): Promise<number> => 1 + (await own(n + 1));
  const caught = async (n: number): Promise<number> => {
    try {
      return 1 + (await caught(n + 1));
    } catch (error) {
      return (error as Error).name === 'RangeError' ? 0 : Number.NaN;
    }
  };
  const table: Record<string, (n: number) => Promise<number>> = {
    // nobody sees that it is recursion
    async a(n) {
      return (await table.b?.(n + 1)) ?? 0;
    },
    async b(n) {
      return (await table.a?.(n + 1)) ?? 0;
    },
  };
  return { own, caught, hidden: (n: number) => table.a?.(n) };
});

const nameOf = (promise: Promise<unknown> | undefined) =>
  (promise as Promise<unknown>).then(
    () => 'none',
    (error: Error) => error.name,
  );

test('endless recursion rejects with a RangeError', async () => {
  const { own, caught, hidden } = endless();
  expect(await nameOf(own(0))).toBe('RangeError');
  expect(await nameOf(hidden(0))).toBe('RangeError');
  expect(await caught(0)).toBeGreaterThan(DEEP);
  const seen: unknown[] = [];
  const { failure } = await outcomeOf(async () => {
    seen.push(await nameOf(own(0)), await nameOf(hidden(0)), (await caught(0)) > DEEP);
  });
  expect(failure).toBeNull();
  expect(seen).toEqual(['RangeError', 'RangeError', true]);
});

describe('the order of events is the same as in short recursion', () => {
  const program = instrumented(() => {
    const log: string[] = [];
    const f = async (n: number): Promise<number> => {
      log.push(`begin ${n}`);
      const result = n === 0 ? 0 : 1 + (await f(n - 1));
      log.push(`end ${n}`);
      return result;
    };
    const other = async () => {
      log.push('other begins');
      await null;
      log.push('other ends');
    };
    const twice = async (n: number): Promise<void> => {
      log.push(`twice ${n}`);
      if (n === 0) {
        // called and not awaited: it starts at once
        const pending = other();
        log.push('after the call');
        await pending;
        return;
      }
      await twice(n - 1);
      log.push(`back ${n}`);
    };
    return { log, f, twice };
  });

  /** The last call ends before its caller awaits. */
  const expected = (n: number) => {
    const begins = Array.from({ length: n + 1 }, (_, i) => `begin ${n - i}`);
    const ends = Array.from({ length: n }, (_, i) => `end ${i + 1}`);
    return [...begins, 'end 0', 'returned', ...ends];
  };

  test.each([3, 100, 2000])('depth %i', async (n) => {
    const { log, f } = program();
    const promise = f(n);
    log.push('returned');
    await promise;
    expect(log).toEqual(expected(n));
  });

  test('what is called without an await starts at once, deep down, too', async () => {
    const { log, twice } = program();
    await twice(200);
    const down = Array.from({ length: 201 }, (_, i) => `twice ${200 - i}`);
    const up = Array.from({ length: 200 }, (_, i) => `back ${i + 1}`);
    expect(log).toEqual([...down, 'other begins', 'after the call', 'other ends', ...up]);
  });

  test('a method that was replaced by a function of other code is called as it is', async () => {
    const { walker, log } = instrumented(() => {
      const log: string[] = [];
      const other = async () => {
        log.push('other');
        return 0;
      };
      const walker = {
        async walk(n: number): Promise<number> {
          if (n === 50) {
            // a plain function, which does something after its call
            walker.walk = ((m: number) => {
              const promise = other();
              log.push(`called with ${m}`);
              return promise;
            }) as typeof walker.walk;
          }
          return 1 + (await walker.walk(n - 1));
        },
      };
      return { walker, log };
    })();
    expect(await walker.walk(200)).toBe(151);
    expect(log).toEqual(['other', 'called with 49']);
  });
});

test('a step of a stack that has overflowed leaves nothing behind', async () => {
  const { own } = endless();
  await nameOf(own(0));
  expect(simulation.agent.recursion).toMatchObject({ direct: false, nested: 0, chained: 0, deferred: null });
});

// Environment operations: each completes at once, as a microtask, or late, as an event of its own; nothing else is reordered.

import { runtime } from '../../src/runtime';
import { deferred } from '../support/deferred';
import { allLate, outcomeOf, record, verdictOf } from '../support/iterate';
import { instrumented } from '../support/program';

const { environment, pause } = runtime.api;

type Log = (entry: string) => void;

async function logOf(body: (log: Log) => unknown, options: Parameters<typeof record>[1] = {}): Promise<string> {
  const entries: string[] = [];
  const { failure } = await outcomeOf(() => body((entry) => entries.push(entry)), options);
  if (failure !== null) throw failure.error;
  return entries.join(' ');
}

const twoReads = async (log: Log) => {
  const read = async (name: string) => {
    log(`${name}<`);
    await null;
    log(`${name}>`);
  };
  await Promise.all([read('a'), read('b')]);
};

describe('an await of no promise', () => {
  it('may be late in environment code', async () => {
    const body = instrumented(twoReads, { environment: true });
    expect(await logOf(body)).toBe('a< b< a> b>');
    expect(await logOf(body, { late: () => true, pick: (enabled) => enabled.length - 1 })).toBe('a< b< b> a>');
  });

  it('is no decision in other code', async () => {
    const body = instrumented(twoReads);
    const outcome = await outcomeOf(() => body(() => {}), allLate);
    expect(outcome).toMatchObject({ failure: null, choices: 0, steps: 0 });
  });

  it('may be late everywhere under the model await', async () => {
    const body = instrumented(twoReads);
    expect(await logOf(body, { model: 'await', late: () => true, pick: (enabled) => enabled.length - 1 })).toBe(
      'a< b< b> a>',
    );
  });
});

describe('the end of an async function of environment code', () => {
  const service = instrumented(async (name: string) => name, { environment: true });

  it('is at once or late', async () => {
    const body = instrumented(async (log: Log, call: typeof service) => {
      await Promise.all([call('a').then(log), call('b').then(log)]);
    });
    expect(await logOf((log) => body(log, service))).toBe('a b');
    const swapped = { late: () => true, pick: (enabled: readonly unknown[]) => enabled.length - 1 };
    expect(await logOf((log) => body(log, service), swapped)).toBe('b a');
  });

  it('a rejected promise that it returned is not an unhandled rejection while the end is late', async () => {
    const failing = instrumented(async () => Promise.reject(new Error('refused')), { environment: true });
    const body = instrumented(async (log: Log, call: () => Promise<never>) => {
      await call().catch((error) => log(error.message));
    });
    expect(await logOf((log) => body(log, failing), allLate)).toBe('refused');
  });

  it('is no decision for the body of the test itself', async () => {
    const body = instrumented(async () => 'done', { environment: true });
    expect(await outcomeOf(() => body(), allLate)).toMatchObject({ failure: null, choices: 0, steps: 0 });
  });
});

describe('environment(fn)', () => {
  const body = instrumented(async (log: Log, call: (x: unknown) => Promise<unknown>) => {
    await call('x').then(
      (value) => log(`value ${value}`),
      (error) => log(`error ${error.message}`),
    );
  });

  it.each([
    ['returns a value', (x: unknown) => x, 'value x'],
    ['returns a promise', instrumented(async (x: unknown) => x), 'value x'],
    [
      'throws',
      () => {
        throw new Error('thrown');
      },
      'error thrown',
    ],
    [
      'returns a promise that is rejected',
      instrumented(async () => {
        throw new Error('rejected');
      }),
      'error rejected',
    ],
    [
      'returns a native promise that is rejected',
      () => Promise.reject(new Error('natively rejected')),
      'error natively rejected',
    ],
  ])('where fn %s, at once and late', async (_case, operation, expected) => {
    const call = environment(operation as (x: unknown) => unknown);
    expect(await logOf((log) => body(log, call))).toBe(expected);
    expect(await logOf((log) => body(log, call), allLate)).toBe(expected);
  });

  it('keeps `this` and the arguments, and refuses what is no function', async () => {
    const service = {
      name: 'service',
      load: environment(function (this: { name: string }, a: number, b: number) {
        return `${this.name} ${a + b}`;
      }),
    };
    await expect(service.load(1, 2)).resolves.toBe('service 3');
    expect(() => environment(5 as never)).toThrow(new TypeError('environment(fn) expects a function, got number.'));
  });
});

describe('pause()', () => {
  it('is late or at once by decision, and does nothing outside an iteration', async () => {
    const body = instrumented(async (log: Log, wait: typeof pause) => {
      const a = wait('a').then(() => log('a'));
      const b = wait('b').then(() => log('b'));
      await Promise.all([a, b]);
    });
    expect(await logOf((log) => body(log, pause))).toBe('a b');
    let asked = 0;
    expect(await logOf((log) => body(log, pause), { late: () => asked++ === 0 })).toBe('b a');
    await expect(pause()).resolves.toBeUndefined();
  });

  it('is named by its label in tasks', async () => {
    const body = instrumented(async (wait: typeof pause) => {
      await Promise.all([wait('disk'), wait('network')]);
    });
    const { outcome } = await record(() => body(pause), allLate);
    expect(outcome.events.flatMap((e) => (e.type === 'fork' ? [`${e.task} ${e.name}`] : []))).toEqual([
      '0.1 disk',
      '0.2 network',
    ]);
  });
});

describe('mocked resolved and rejected values', () => {
  it('are operations as well', async () => {
    const { environmentPromise } = runtime;
    const body = instrumented(async (log: Log, make: typeof environmentPromise) => {
      await Promise.all([
        make.resolve('value').then((v) => log(v as string)),
        make.reject(new Error('reason')).catch((e) => log((e as Error).message)),
      ]);
    });
    const reverse = { late: () => true, pick: (enabled: readonly unknown[]) => enabled.length - 1 };
    expect(await logOf((log) => body(log, environmentPromise))).toBe('value reason');
    expect(await logOf((log) => body(log, environmentPromise), reverse)).toBe('reason value');
  });
});

describe('async generators of environment code', () => {
  const rows = instrumented(
    async function* (name: string) {
      yield `${name}1`;
      yield `${name}2`;
    },
    { environment: true },
  );

  it('deliver each step at once or late', async () => {
    const body = instrumented(async (log: Log, source: typeof rows) => {
      const read = async (name: string) => {
        for await (const row of source(name)) log(row);
      };
      await Promise.all([read('a'), read('b')]);
    });
    expect(await logOf((log) => body(log, rows))).toBe('a1 b1 a2 b2');
    const lastFirst = { late: () => true, pick: (enabled: readonly unknown[]) => enabled.length - 1 };
    expect(await logOf((log) => body(log, rows), lastFirst)).toBe('b1 b2 a1 a2');
  });

  it('made at module load, may be late inside an iteration', async () => {
    const early = rows('early');
    const body = instrumented(async (log: Log, source: typeof early) => {
      const other = (async () => log('other'))();
      log((await source.next()).value as string);
      await other;
    });
    expect(await logOf((log) => body(log, early), allLate)).toBe('other early1');
  });
});

describe('a coroutine started at module load', () => {
  it('goes on inside an iteration, where its awaits may be late', async () => {
    const gate = deferred<void>();
    const started = instrumented(
      async (opened: Promise<void>) => {
        await opened;
        await null;
        return 'initialised';
      },
      { environment: true },
    )(gate.promise);
    const body = instrumented(async (log: Log, open: () => void, ready: Promise<string>) => {
      open();
      await Promise.all([ready.then(log), (async () => log('other'))()]);
    });
    expect(await logOf((log) => body(log, gate.resolve, started), allLate)).toBe('other initialised');
  });
});

it('a strategy that throws or answers nonsense stops the run with its own error', async () => {
  const body = instrumented(twoReads, { environment: true });
  const broken = () => {
    throw new Error('broken strategy');
  };
  await expect(verdictOf(() => body(() => {}), { late: broken })).rejects.toThrow('broken strategy');
  await expect(verdictOf(() => body(() => {}), { late: () => true, pick: () => 7 })).rejects.toThrow(
    "Strategy 'hand-written' picked 7 among 2 operations; pick() must return an index from 0 to 1, or null to give the schedule up.",
  );
  expect(await verdictOf(() => body(() => {}))).toBe('passed');
});

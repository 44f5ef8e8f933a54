// Callbacks that drive: the end of an async function of environment code is an operation of the environment, unless the function has waited for
// code under test that waited for the outside.

import type { TraceEvent } from '../../src/engine/event';
import { siteTable } from '../../src/engine/site-table';
import { runtime } from '../../src/runtime';
import { outcomeOf } from '../support/iterate';
import { instrumented, instrumentedSource } from '../support/program';

const { pause } = runtime.api;

/** Code under test, in the shapes that callbacks of tests call. `ask` and `tell` are fakes. */
const code = (ask: () => Promise<unknown>, tell: (done: () => void) => void) => {
  const store = {
    /** What libraries return that bring their own promises (Dexie, knex, mongoose). */
    put() {
      const waiting: (() => void)[] = [];
      let over = false;
      tell(() => {
        over = true;
        for (const each of waiting) each();
      });
      return { then: (resolve: () => void) => void (over ? resolve() : waiting.push(resolve)) };
    },
    /** What makes a promise of a callback. */
    wrap: () => new Promise<void>((resolve) => tell(resolve)),
    load: async () => {
      await ask();
    },
    later: async () => {
      await null;
      await store.load();
    },
    rows: async function* () {
      await ask();
      yield 1;
    },
    // Helpers that ask nothing of the outside:
    decode: async (value: unknown) => {
      await null;
      return value;
    },
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    call: async (callback: () => unknown) => {
      await callback();
    },
  };
  return store;
};

const ANSWERS = { 'an event': 'setImmediate(done)', 'a timer': 'setTimeout(done, 5)' };

/** The functions about whose ends the strategy was asked. */
function endsAskedAbout(events: readonly TraceEvent[]): (string | undefined)[] {
  return events.flatMap((event) =>
    event.type === 'latency' && event.kind === 'completion' ? [siteTable.site(event.site)?.function] : [],
  );
}

/** How often the strategy was asked about the end of `callback`, which code under test calls and awaits. */
async function questions(callback: string, late: boolean, answer: keyof typeof ANSWERS = 'an event'): Promise<number> {
  const make = instrumentedSource(
    `(code, pause) => {
      const ask = async function ask() {};
      const tell = (done) => { ${ANSWERS[answer]}; };
      const store = code(ask, tell);
      const helper = async () => { await store.load(); };
      const callback = ${callback};
      return () => store.call(callback);
    }`,
    { environment: true },
  ) as (...parts: unknown[]) => () => Promise<void>;
  const { failure, events } = await outcomeOf(make(instrumented(code), pause), { late: () => late });
  if (failure !== null) throw failure.error;
  return endsAskedAbout(events).filter((name) => name === 'callback').length;
}

describe.each([
  ['late', true],
  ['at once', false],
])('the fakes answer %s', (_when, late) => {
  test.each([
    ['an async function', 'async function callback() { await store.load(); }'],
    ['a thenable of its own', 'async function callback() { await store.put(); }'],
    ['a thenable of its own, returned', 'async function callback() { return store.put(); }'],
    ['a promise made of a callback', 'async function callback() { await store.wrap(); }'],
    ['several at a time', 'async function callback() { await Promise.all([store.load(), store.load()]); }'],
    ['what another function of the test calls', 'async function callback() { await helper(); }'],
    ['by `then`', 'async function callback() { await store.load().then(() => 1); }'],
    ['an async generator', 'async function callback() { for await (const row of store.rows()) row; }'],
    ['one promise after a pause of the test', 'async function callback() { await pause(); await store.load(); }'],
    ['and goes on with a pause', 'async function callback() { await store.load(); await pause(); }'],
  ])('a callback that awaits code under test is no operation: %s', async (_what, callback) => {
    expect(await questions(callback, late)).toBe(0);
  });

  test.each([
    ['does nothing', 'async function callback() {}'],
    ['waits for a fake', 'async function callback() { await ask(); await pause(); }'],
    ['waits for nothing', 'async function callback() { await null; }'],
    ['uses a helper of the code', 'async function callback() { return await store.decode(1); }'],
    ['returns what a helper of the code says', 'async function callback() { return store.decode(1); }'],
    ['sleeps by a helper of the code', 'async function callback() { await store.sleep(5); return 1; }'],
    ['returns a thenable of the test', 'async function callback() { return { then: (done) => done(1) }; }'],
    ['awaits a thenable of the test', 'async function callback() { await { then: (done) => done(1) }; }'],
    ['makes a promise', 'async function callback() { await new Promise((done) => setImmediate(done)); }'],
    ['starts code and does not wait', 'async function callback() { void store.load(); }'],
  ])('a fake is one: it %s', async (_what, callback) => {
    expect(await questions(callback, late)).toBe(1);
  });

  test('each step of an async generator is judged by itself', async () => {
    const callback = `async () => {
      const steps = (async function* callback() { yield 1; await store.load(); yield 2; yield 3; })();
      for await (const step of steps) step;
    }`;
    // Three steps ask: the first, the third, and the end.
    expect(await questions(callback, late)).toBe(3);
  });
});

test.each(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[])('the fake answers by %s', async (answer) => {
  for (const call of ['put', 'wrap'])
    expect(await questions(`async function callback() { await store.${call}(); }`, false, answer)).toBe(0);
});

test('code that waits for an answer which another task has asked for', async () => {
  const make = instrumentedSource(
    `(code) => {
      let answer;
      const store = code(() => new Promise((resolve) => { answer = resolve; }), () => {});
      const callback = async function callback() { await store.load(); };
      return async () => { const done = store.call(callback); setImmediate(() => answer()); await done; };
    }`,
    { environment: true },
  ) as (...parts: unknown[]) => () => Promise<void>;
  const { failure, events } = await outcomeOf(make(instrumented(code)));
  expect(failure).toBeNull();
  expect(endsAskedAbout(events)).not.toContain('callback');
});

/** Two tasks in a transaction that is committed as soon as nothing is asked of it within a step, as IndexedDB does it. */
test('a transaction that commits when nothing more is asked of it', async () => {
  const transactions = instrumented((answer: (done: () => void) => void) => async (body: (put: unknown) => unknown) => {
    let open = true;
    let requests = 0;
    const check = () => {
      answer(() => {
        if (requests === 0) open = false;
      });
    };
    const put = () =>
      new Promise<void>((resolve, reject) => {
        if (!open) reject(new Error('committed too early'));
        requests++;
        answer(() => {
          requests--;
          resolve();
          check();
        });
      });
    await body(put);
    if (!open) throw new Error('committed too early');
  });
  const make = instrumentedSource(
    `(transactions) => {
      const transaction = transactions((done) => { setImmediate(done); });
      const change = () => transaction(async (put) => { await put(); await put(); });
      return async () => { await Promise.all([change(), change()]); };
    }`,
    { environment: true },
  ) as (...parts: unknown[]) => () => Promise<void>;
  const { explore } = runtime.api;
  const result = await explore(make(transactions), { seed: 1, model: 'host', iterations: 500, timeBudget: 0 });
  expect(result.finding).toBeNull();
  expect(result.distinct).toBeGreaterThan(1);
});

// Async generators: the queue of requests, return and throw at every state, delegation.

import { sameOrder } from '../../support/order';

sameOrder('requests are queued and answered in order', async (log) => {
  const g = (async function* () {
    log('started');
    yield 1;
    await null;
    yield Promise.resolve(2);
    return 3;
  })();
  const asked = [g.next(), g.next(), g.next(), g.next()];
  log('asked');
  for (const answer of asked) answer.then(({ value, done }) => log(`${value} ${done}`));
  await Promise.all(asked);
});

sameOrder('yield takes one turn for a value, three for what a promise needs', async (log) => {
  const values = async function* () {
    yield 'a';
    yield 'b';
  };
  const promises = async function* () {
    yield Promise.resolve('c');
    yield Promise.resolve('d');
  };
  const read = async (name: string, source: AsyncGenerator<string>) => {
    for await (const x of source) log(`${name} ${x}`);
    log(`${name} over`);
  };
  let ticks = Promise.resolve();
  for (let i = 1; i < 12; i++) ticks = ticks.then(() => log(i));
  await Promise.all([read('values', values()), read('promises', promises()), ticks]);
});

sameOrder('values sent in, errors thrown in', async (log) => {
  const g = (async function* (): AsyncGenerator<string, string, unknown> {
    for (;;)
      try {
        log(`got ${yield 'ready'}`);
      } catch (error) {
        log(`caught ${(error as Error).message}`);
        return 'end';
      }
  })();
  await g.next('dropped');
  await g.next('first');
  log(JSON.stringify(await g.throw(new Error('thrown in'))));
  await g.throw(new Error('after the end')).catch((error) => log(error.message));
  log(JSON.stringify(await g.return('returned')));
});

sameOrder('return before the start, at a yield, and behind the end', async (log) => {
  const make = async function* () {
    try {
      log('body');
      yield 1;
      yield 2;
    } finally {
      log('cleaning');
      await null;
      log('clean');
    }
  };
  const unstarted = make();
  log(JSON.stringify(await unstarted.return('early' as never)));
  log(JSON.stringify(await unstarted.next()));
  const started = make();
  await started.next();
  log(JSON.stringify(await started.return(Promise.resolve('awaited') as never)));
  log(JSON.stringify(await started.return('again' as never)));
  const rejecting = make();
  await rejecting.next();
  await rejecting.return(Promise.reject(new Error('reason')) as never).catch((error) => log(error.message));
  await make()
    .return(Promise.reject(new Error('unstarted')) as never)
    .catch((error) => log(error.message));
});

sameOrder('finally that yields, returns and throws', async (log) => {
  const yields = (async function* () {
    try {
      yield 'a';
    } finally {
      yield 'from finally';
      log('behind the yield');
    }
  })();
  await yields.next();
  log(JSON.stringify(await yields.return('value' as never)));
  log(JSON.stringify(await yields.next()));
  log(JSON.stringify(await yields.next()));
  const throws = (async function* () {
    try {
      yield 'a';
    } finally {
      // biome-ignore lint/correctness/noUnsafeFinally: the subject
      throw new Error('from finally');
    }
  })();
  await throws.next();
  await throws.return(undefined as never).catch((error) => log(error.message));
});

sameOrder('rejected values at a yield are thrown there', async (log) => {
  const g = (async function* () {
    try {
      yield Promise.reject(new Error('yielded'));
    } catch (error) {
      log(`inside ${(error as Error).message}`);
      yield 'recovered';
    }
    throw new Error('end');
  })();
  log(JSON.stringify(await g.next()));
  await g.next().catch((error) => log(error.message));
  log(JSON.stringify(await g.next()));
});

sameOrder('return statements await their value', async (log) => {
  // biome-ignore lint/correctness/useYield: the subject
  const g = async function* () {
    return Promise.resolve('awaited');
  };
  const p = g()
    .next()
    .then(({ value, done }) => log(`${value} ${done}`));
  Promise.resolve()
    .then(() => log(1))
    .then(() => log(2))
    .then(() => log(3));
  await p;
  // biome-ignore lint/correctness/useYield: the subject
  await (async function* () {
    return Promise.reject(new Error('rejected'));
  })()
    .next()
    .catch((error) => log(error.message));
  await null;
});

sameOrder('yield* of an async generator: values, result, errors and returns pass through', async (log) => {
  const inner = async function* (): AsyncGenerator<string, string, string> {
    try {
      log(`inner got ${yield 'one'}`);
      log(`inner got ${yield 'two'}`);
      return 'result';
    } catch (error) {
      log(`inner caught ${(error as Error).message}`);
      return 'after an error';
    } finally {
      log('inner over');
    }
  };
  const outer = async function* (): AsyncGenerator<string, void, string> {
    try {
      log(`result ${yield* inner()}`);
      yield 'three';
    } finally {
      log('outer over');
    }
  };
  const whole = outer();
  for (let sent = 0; ; sent++) {
    const { value, done } = await whole.next(`sent ${sent}`);
    log(`${value} ${done}`);
    if (done) break;
  }
  const thrown = outer();
  await thrown.next('');
  log(JSON.stringify(await thrown.throw(new Error('thrown'))));
  await thrown.return();
  const returned = outer();
  await returned.next('');
  log(JSON.stringify(await returned.return(Promise.resolve() as never)));
  log(JSON.stringify(await returned.next('')));
});

sameOrder('yield* hands the value of return to the inner iterator and takes its answer', async (log) => {
  const inner = {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => ({ value: 'n', done: false }),
    return: async (value: unknown) => {
      log(`return ${value}`);
      return { value: `${value}!`, done: true };
    },
  };
  const outer = (async function* (): AsyncGenerator<string, string> {
    try {
      yield* inner as AsyncIterable<string>;
      return 'never';
    } finally {
      log('outer finally');
    }
  })();
  await outer.next();
  log(JSON.stringify(await outer.return('given')));
  log(JSON.stringify(await outer.next()));
});

sameOrder('yield* goes on where the inner return does not end it', async (log) => {
  let stubborn = 2;
  const inner = {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async (x: unknown) => ({ value: `next ${x}`, done: false }),
    return: async (value: unknown) => ({ value: `kept ${value}`, done: --stubborn === 0 }),
  };
  const outer = (async function* (): AsyncGenerator<string, string, string> {
    yield* inner as AsyncIterable<string>;
    return 'never';
  })();
  log(JSON.stringify(await outer.next('a')));
  log(JSON.stringify(await outer.return('b')));
  log(JSON.stringify(await outer.next('c')));
  log(JSON.stringify(await outer.return('d')));
  log(JSON.stringify(await outer.next('e')));
});

sameOrder('yield* of iterators without return or throw, and of sync iterables', async (log) => {
  const bare = {
    [Symbol.asyncIterator]() {
      return { next: async () => ({ value: 1, done: false }) };
    },
  };
  const outer = async function* (source: AsyncIterable<number> | Iterable<unknown>): AsyncGenerator<unknown> {
    yield* source as AsyncIterable<number>;
  };
  const a = outer(bare as AsyncIterable<number>);
  await a.next();
  log(JSON.stringify(await a.return('r')));
  const b = outer(bare as AsyncIterable<number>);
  await b.next();
  await b.throw(new Error('x')).catch((error) => log(error.name));
  for await (const x of outer([1, Promise.resolve(2), 'three'])) log(x);
});

sameOrder('yield* takes its turns', async (log) => {
  const inner = async function* () {
    yield 'a';
    yield 'b';
  };
  const outer = async function* () {
    yield* inner();
  };
  let ticks = Promise.resolve();
  for (let i = 1; i < 16; i++) ticks = ticks.then(() => log(i));
  for await (const x of outer()) log(x);
  await ticks;
});

sameOrder('return into a yield* takes its turns', async (log) => {
  const inner = async function* () {
    try {
      yield 'a';
    } finally {
      log('inner over');
    }
  };
  const outer = async function* () {
    try {
      yield* inner();
    } finally {
      log('outer over');
    }
  };
  const g = outer();
  await g.next();
  let ticks = Promise.resolve();
  for (let i = 1; i < 16; i++) ticks = ticks.then(() => log(i));
  log(JSON.stringify(await g.return('r' as never)));
  await ticks;
});

sameOrder('return into a yield* of an iterator without return takes its turns', async (log) => {
  const bare = {
    [Symbol.asyncIterator]() {
      return { next: async () => ({ value: 1, done: false }) };
    },
  };
  const g = (async function* (): AsyncGenerator<number> {
    yield* bare as AsyncIterable<number>;
  })();
  await g.next();
  let ticks = Promise.resolve();
  for (let i = 1; i < 12; i++) ticks = ticks.then(() => log(i));
  log(JSON.stringify(await g.return('r')));
  await ticks;
});

sameOrder('methods called on the wrong receiver reject', async (log) => {
  const g = (async function* () {})();
  const { next } = g;
  await Reflect.apply(next, {}, []).catch((error: Error) => log(error.name));
  log(Object.prototype.toString.call(g));
  log(g[Symbol.asyncIterator]() === g);
});

// for await: over async and sync iterables, with every way of leaving the loop.

import { sameOrder } from '../../support/order';

sameOrder('over an async iterator: turns per element', async (log) => {
  const source = {
    [Symbol.asyncIterator]() {
      let i = 0;
      return { next: async () => (i < 3 ? { value: i++, done: false } : { value: undefined, done: true }) };
    },
  };
  let ticks = Promise.resolve();
  for (let i = 1; i < 10; i++) ticks = ticks.then(() => log(`tick ${i}`));
  for await (const x of source as AsyncIterable<number>) log(x);
  log('over');
  await ticks;
});

sameOrder('over sync iterables of values, promises and rejections', async (log) => {
  for await (const x of [1, Promise.resolve(2), (async () => 3)()]) log(x);
  try {
    for await (const x of ['a', Promise.reject(new Error('b')), 'c']) log(x);
  } catch (error) {
    log((error as Error).message);
  }
  for await (const c of 'xy') log(c);
  for await (const [k, v] of new Map([['k', 'v']])) log(k + v);
});

sameOrder('break, return, throw, continue and labels close what they leave', async (log) => {
  const numbers = async function* (name: string) {
    try {
      for (let i = 0; i < 5; i++) yield i;
    } finally {
      log(`${name} closing`);
      await null;
      log(`${name} closed`);
    }
  };
  for await (const x of numbers('break')) if (x === 1) break;
  log('behind break');
  const f = async () => {
    for await (const x of numbers('return')) if (x === 2) return x;
    return -1;
  };
  log(await f());
  try {
    for await (const x of numbers('throw')) if (x === 0) throw new Error('out');
  } catch (error) {
    log((error as Error).message);
  }
  for await (const x of numbers('continue')) {
    if (x % 2 === 0) continue;
    log(x);
  }
  outer: for await (const x of numbers('outer'))
    for await (const y of numbers('inner')) {
      if (y === 1) continue outer;
      if (x === 1) break outer;
      log(`${x}${y}`);
    }
  log('end');
});

sameOrder('break closes a sync iterator behind a promise', async (log) => {
  const source = {
    *[Symbol.iterator]() {
      try {
        yield Promise.resolve(1);
        yield 2;
      } finally {
        log('closed');
      }
    },
  };
  for await (const x of source) {
    log(x);
    break;
  }
  log('behind');
});

sameOrder('no return method: leaving takes no turn', async (log) => {
  const endless = {
    [Symbol.asyncIterator]() {
      return { next: async () => ({ value: 1, done: false }) };
    },
  };
  const p = (async () => {
    for await (const x of endless as AsyncIterable<number>) {
      log(x);
      break;
    }
    log('left');
  })();
  let ticks = Promise.resolve();
  for (let i = 1; i < 6; i++) ticks = ticks.then(() => log(`tick ${i}`));
  await Promise.all([p, ticks]);
});

sameOrder('errors of return: swallowed behind a throw, thrown behind a break', async (log) => {
  const bad = (result: () => unknown) => ({
    [Symbol.asyncIterator]() {
      return { next: async () => ({ value: 1, done: false }), return: result };
    },
  });
  const leave = async (how: 'break' | 'throw', result: () => unknown) => {
    try {
      for await (const _ of bad(result) as AsyncIterable<number>) {
        if (how === 'break') break;
        throw new Error('from the body');
      }
      log('left');
    } catch (error) {
      log(`${(error as Error).name} ${(error as Error).message.slice(0, 15)}`);
    }
  };
  const throws = () => {
    throw new Error('from return');
  };
  const rejects = () => Promise.reject(new Error('rejected return'));
  for (const result of [throws, rejects, () => 5, () => undefined, async () => ({})])
    for (const how of ['break', 'throw'] as const) await leave(how, result);
});

sameOrder('errors of next do not close', async (log) => {
  const source = (next: () => unknown) => ({
    [Symbol.asyncIterator]() {
      return {
        next,
        return() {
          log('closed');
          return {};
        },
      };
    },
  });
  for (const next of [
    () => {
      throw new Error('thrown');
    },
    async () => {
      throw new Error('rejected');
    },
    () => 5,
    async () => null,
  ])
    try {
      for await (const _ of source(next) as unknown as AsyncIterable<number>) log('never');
    } catch (error) {
      log((error as Error).message);
    }
});

sameOrder('what is not iterable', async (log) => {
  for (const wrong of [undefined, null, 5, {}, { [Symbol.asyncIterator]: 5 }, { [Symbol.asyncIterator]: () => 5 }])
    try {
      for await (const _ of wrong as unknown as AsyncIterable<unknown>) log('never');
    } catch (error) {
      log((error as Error).name);
    }
});

sameOrder('next is looked up once, done before value', async (log) => {
  let rounds = 0;
  const source = {
    [Symbol.asyncIterator]() {
      log('iterator');
      return {
        get next() {
          log('get next');
          return async () => ({
            get done() {
              log('done');
              return rounds++ === 1;
            },
            get value() {
              log('value');
              return rounds;
            },
          });
        },
      };
    },
  };
  for await (const x of source as AsyncIterable<number>) log(`x ${x}`);
});

sameOrder('two loops over one generator share it', async (log) => {
  const g = (async function* () {
    for (let i = 0; i < 6; i++) yield i;
  })();
  const read = async (name: string) => {
    for await (const x of g) log(`${name}${x}`);
  };
  await Promise.all([read('a'), read('b')]);
});

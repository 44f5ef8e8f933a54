// Promise.all, allSettled, any and race: what they settle with and when.

import { sameOrder } from '../../support/order';

sameOrder('all: values in place, one turn behind the last', async (log) => {
  const later = (value: string, turns: number) =>
    (async () => {
      for (let i = 0; i < turns; i++) await null;
      log(value);
      return value;
    })();
  const p = Promise.all([later('c', 3), 'plain', later('a', 1), later('b', 2)]).then((values) => log(values.join()));
  await p;
  log((await Promise.all([])).length);
});

sameOrder('all of nothing, of values, of settled promises against a chain', async (log) => {
  Promise.all([]).then(() => log('nothing'));
  Promise.all([1, 2]).then(() => log('values'));
  Promise.all([Promise.resolve(1)]).then(() => log('settled'));
  Promise.all(new Set([Promise.resolve(1)])).then(() => log('set'));
  Promise.allSettled([]).then(() => log('allSettled of nothing'));
  Promise.allSettled([Promise.resolve(1)]).then(() => log('allSettled'));
  Promise.any([Promise.resolve(1)]).then(() => log('any'));
  Promise.race([Promise.resolve(1)]).then(() => log('race'));
  const chain = Promise.resolve()
    .then(() => log(1))
    .then(() => log(2))
    .then(() => log(3))
    .then(() => log(4));
  await chain;
});

sameOrder('all: the first rejection counts, the others go on', async (log) => {
  const slow = (async () => {
    await null;
    await null;
    await null;
    log('slow went on');
  })();
  await Promise.all([slow, Promise.reject(new Error('first')), Promise.reject(new Error('second'))]).catch((error) =>
    log(error.message),
  );
  await slow;
});

sameOrder('allSettled: statuses', async (log) => {
  const results = await Promise.allSettled([1, Promise.resolve(2), Promise.reject(3), (async () => 4)()]);
  for (const result of results) log(JSON.stringify(result));
});

sameOrder('any: the first value, or all errors', async (log) => {
  log(await Promise.any([Promise.reject(new Error('a')), (async () => 'b')(), 'c']));
  const error = await Promise.any([Promise.reject(1), Promise.reject(2)]).catch((e) => e);
  log(`${error.name} ${error.message} ${error.errors}`);
  const none = await Promise.any([]).catch((e) => e);
  log(`${none.name} ${none.errors.length}`);
});

sameOrder('race: the first to settle', async (log) => {
  const after = async (turns: number, value: string) => {
    for (let i = 0; i < turns; i++) await null;
    return value;
  };
  log(await Promise.race([after(3, 'c'), after(1, 'a'), after(2, 'b')]));
  await Promise.race([after(2, 'late'), Promise.reject(new Error('soon'))]).catch((error) => log(error.message));
  log(await Promise.race([after(0, 'x'), 'plain']));
});

sameOrder('iterables that throw, and their closing', async (log) => {
  const broken = {
    *[Symbol.iterator]() {
      yield 1;
      throw new Error('broken');
    },
  };
  await Promise.all(broken).catch((error) => log(error.message));
  await Promise.all(5 as never).catch((error) => log(error.name));
  await Promise.race(undefined as never).catch((error) => log(error.name));
  const closing = {
    *[Symbol.iterator]() {
      try {
        yield {
          get constructor() {
            return undefined;
          },
        };
        yield 2;
      } finally {
        log('closed or over');
      }
    },
  };
  log((await Promise.all(closing)).length);
});

sameOrder('resolve is looked up once, then for each element', async (log) => {
  class Own extends Promise<unknown> {
    static override resolve(value?: unknown): Promise<never> {
      log(`resolve ${String(value)}`);
      return super.resolve(value) as Promise<never>;
    }
  }
  const p = Own.all(['a', 'b']);
  log(p instanceof Own);
  log((await p) as unknown as string);
});

sameOrder('elements that are thenables', async (log) => {
  const thenable = (name: string) => ({
    then(resolve: (value: string) => void) {
      log(`then of ${name}`);
      resolve(name);
    },
  });
  log(await Promise.all([thenable('x'), thenable('y')]));
  log(await Promise.race([thenable('x'), thenable('y')]));
});

// Async functions: how many turns an await, a return and a throw take.

import { sameOrder } from '../../support/order';

sameOrder('the body runs synchronously up to the first await', async (log) => {
  const f = async () => {
    log('in');
    await null;
    log('behind');
  };
  const p = f();
  log('out');
  await p;
});

sameOrder('await of a value, of a promise and of an async call take one turn', async (log) => {
  const nothing = async () => {};
  const walker = async (name: string, step: () => unknown) => {
    for (let i = 0; i < 4; i++) {
      await step();
      log(`${name}${i}`);
    }
  };
  await Promise.all([
    walker('value', () => 1),
    walker('promise', () => Promise.resolve()),
    walker('call', () => nothing()),
    walker('null', () => null),
  ]);
});

sameOrder('return of a promise takes three turns, return await one', async (log) => {
  const returns = async () => Promise.resolve('returns');
  const awaits = async () => await Promise.resolve('awaits');
  const value = async () => 'value';
  const a = returns().then(log);
  const b = awaits().then(log);
  const c = value().then(log);
  Promise.resolve()
    .then(() => log(1))
    .then(() => log(2))
    .then(() => log(3))
    .then(() => log(4));
  await Promise.all([a, b, c]);
  await null;
});

sameOrder('nested calls, awaited and not', async (log) => {
  const leaf = async (name: string) => {
    log(`${name} starts`);
    await null;
    log(`${name} ends`);
    return name;
  };
  const branch = async (name: string) => {
    const first = leaf(`${name}.1`);
    await leaf(`${name}.2`);
    return (await first) + (await leaf(`${name}.3`));
  };
  const [a, b] = await Promise.all([branch('a'), branch('b')]);
  log(a + b);
});

sameOrder('errors before and behind an await, caught and rethrown', async (log) => {
  const early = async () => {
    throw new Error('early');
  };
  const late = async () => {
    await null;
    throw new Error('late');
  };
  const cleans = async (f: () => Promise<void>) => {
    try {
      await f();
    } catch (error) {
      log(`caught ${(error as Error).message}`);
      throw new Error(`re-${(error as Error).message}`);
    } finally {
      await null;
      log('finally');
    }
  };
  for (const result of await Promise.allSettled([cleans(early), cleans(late), early()]))
    log(result.status === 'rejected' ? result.reason.message : result.status);
});

sameOrder('finally may override the completion', async (log) => {
  const f = async () => {
    try {
      await Promise.reject(new Error('lost'));
    } finally {
      // biome-ignore lint/correctness/noUnsafeFinally: the subject
      return 'won';
    }
  };
  log(await f());
  const g = async () => {
    for (let i = 0; ; i++) {
      try {
        await null;
        if (i === 2) return `round ${i}`;
      } finally {
        log(`leaving ${i}`);
      }
    }
  };
  log(await g());
});

sameOrder('parameter initialisers that throw reject', async (log) => {
  const f = async (
    _x = (() => {
      throw new Error('initialiser');
    })(),
  ) => {};
  const p = f();
  log('no throw');
  await p.catch((error) => log(error.message));
});

sameOrder('await in every place of an expression', async (log) => {
  const v = async (x: number) => {
    log(`v${x}`);
    return x;
  };
  log((await v(1)) + (await v(2)) * (await v(3)));
  log(`${await v(4)}${(await v(5)) > 4 ? await v(6) : await v(7)}`);
  const o = { [await v(8)]: await v(9), ...{ x: await v(10) } };
  log(Object.entries(o).join());
  log([await v(11), ...[await v(12)]].join());
  const { y = await v(13) } = {} as { y?: number };
  log(y);
  log((await v(0)) && (await v(14)));
  log((await v(0)) || (await v(15)));
  switch (await v(16)) {
    case await v(17):
      log('never');
      break;
    case await v(16):
      log('found');
  }
  for (let i = await v(0); i < (await v(2)); i += await v(1)) log(`loop ${i}`);
});

sameOrder('recursion', async (log) => {
  const fibonacci = async (n: number): Promise<number> =>
    n < 2 ? n : (await fibonacci(n - 1)) + (await fibonacci(n - 2));
  const counters = [fibonacci(7), fibonacci(5), fibonacci(3)].map((p, i) => p.then((v) => log(`${i}: ${v}`)));
  await Promise.all(counters);
});

sameOrder('async methods, getters of promises, static methods, super', async (log) => {
  class Base {
    async m(x: string) {
      await null;
      log(`base ${x}`);
      return x;
    }
    static async s() {
      await null;
      return 'static';
    }
  }
  class Derived extends Base {
    #state = 'private';
    override async m(x: string) {
      const first = await super.m(x);
      log(this.#state);
      return first + (await super.m('again'));
    }
    get later() {
      return (async () => this.#state)();
    }
  }
  const d = new Derived();
  const [a, b, c] = await Promise.all([d.m('x'), d.later, Derived.s()]);
  log(a + b + c);
});

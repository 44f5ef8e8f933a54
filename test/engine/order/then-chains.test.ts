// `then`, `catch` and `finally`: which handler runs when, and with what.

import { sameOrder } from '../../support/order';

sameOrder('two chains take turns', async (log) => {
  const a = Promise.resolve()
    .then(() => log('a1'))
    .then(() => log('a2'))
    .then(() => log('a3'));
  const b = Promise.resolve()
    .then(() => log('b1'))
    .then(() => log('b2'))
    .then(() => log('b3'));
  await a;
  await b;
});

sameOrder('handlers of one promise run in the order of their registration', async (log) => {
  const gate = Promise.resolve('v');
  gate.then((v) => log(`1 ${v}`));
  gate.finally(() => log('2'));
  gate.then(undefined).then((v) => log(`passed ${v}`));
  await gate.then((v) => log(`3 ${v}`));
  await null;
  await null;
});

sameOrder('a promise resolved with a promise takes two more turns', async (log) => {
  const slow = new Promise((resolve) => resolve(Promise.resolve('slow'))).then(log);
  Promise.resolve('1')
    .then(log)
    .then(() => log('2'))
    .then(() => log('3'))
    .then(() => log('4'));
  await slow;
  for (let i = 0; i < 5; i++) await null;
});

sameOrder('a handler that returns a promise takes two more turns', async (log) => {
  const a = Promise.resolve()
    .then(() => Promise.resolve('inner'))
    .then(log);
  const b = Promise.resolve()
    .then(() => log(1))
    .then(() => log(2))
    .then(() => log(3))
    .then(() => log(4));
  await Promise.all([a, b]);
});

sameOrder('a rejection passes handlers by, one turn each', async (log) => {
  const a = Promise.reject(new Error('no'))
    .then(() => log('never'))
    .then(() => log('never'))
    .catch((error) => log(error.message));
  const b = Promise.resolve()
    .then(() => log(1))
    .then(() => log(2))
    .then(() => log(3));
  await Promise.all([a, b]);
});

sameOrder('handlers that throw, return nothing, and return a rejection', async (log) => {
  await Promise.resolve()
    .then(() => {
      throw new TypeError('thrown');
    })
    .catch((error) => log(`${error.name} ${error.message}`))
    .then((value) => log(`value ${value}`))
    .then(() => Promise.reject(new RangeError('returned')))
    .then(undefined, (error) => log(error.name));
});

sameOrder(
  'finally keeps value and reason, waits for its own promise, and overrides with its own rejection',
  async (log) => {
    const a = Promise.resolve('kept')
      .finally(() => 'ignored')
      .then(log);
    const b = Promise.reject(new Error('kept too'))
      .finally(() => Promise.resolve('ignored'))
      .catch((error) => log(error.message));
    const c = Promise.resolve('lost')
      .finally(() => Promise.reject(new Error('won')))
      .catch((error) => log(error.message));
    const d = Promise.resolve('not a function')
      .finally('x' as never)
      .then(log);
    Promise.resolve()
      .then(() => log(1))
      .then(() => log(2))
      .then(() => log(3))
      .then(() => log(4))
      .then(() => log(5));
    await Promise.allSettled([a, b, c, d]);
    await null;
  },
);

sameOrder('resolving twice, rejecting after resolving, throwing after resolving', async (log) => {
  const p = new Promise((resolve, reject) => {
    resolve('first');
    resolve('second');
    reject(new Error('third'));
    throw new Error('fourth');
  });
  log(await p);
  const pending = new Promise((resolve) => {
    resolve(new Promise((later) => queueMicrotask(() => later('adopted'))));
    resolve('too late');
  });
  log(await pending);
});

sameOrder('a promise resolved with itself rejects with a TypeError', async (log) => {
  let own: (value: unknown) => void = () => {};
  const p = new Promise((resolve) => {
    own = resolve;
  });
  own(p);
  await p.catch((error) => log(`${error.name}: ${error.message}`));
  const q: Promise<unknown> = Promise.resolve().then(() => q);
  await q.catch((error) => log(error.name));
});

sameOrder('handlers added while handlers run', async (log) => {
  const p = Promise.resolve();
  await p.then(() => {
    p.then(() => log('added'));
    Promise.resolve().then(() => log('other'));
    log('first');
  });
  await p.then(() => log('last'));
});

sameOrder('withResolvers and try', async (log) => {
  const made = Promise.withResolvers
    ? Promise.withResolvers<string>()
    : (() => {
        let resolve!: (value: string) => void;
        const promise = new Promise<string>((r) => {
          resolve = r;
        });
        return { promise, resolve };
      })();
  const attempt = (f: () => unknown): Promise<unknown> =>
    (Promise as { try?: (f: () => unknown) => Promise<unknown> }).try?.(f) ?? new Promise((resolve) => resolve(f()));
  const a = made.promise.then(log);
  const b = attempt(() => 'value').then(log);
  const c = attempt(() => Promise.resolve('promise')).then(log);
  const d = attempt(() => {
    throw new Error('thrown');
  }).catch((error) => log(error.message));
  log('synchronous');
  made.resolve('resolved');
  await Promise.all([a, b, c, d]);
});

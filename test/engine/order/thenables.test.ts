// Thenables: when `then` is looked up and called, and what happens when it misbehaves.

import { sameOrder } from '../../support/order';

sameOrder('then of a thenable is called one job later', async (log) => {
  const thenable = {
    then(resolve: (value: string) => void) {
      log('then called');
      resolve('value');
    },
  };
  const a = Promise.resolve(thenable).then(log);
  log('after resolve');
  const b = (async () => log(await thenable))();
  const c = (async () => thenable)().then((v) => log(`returned ${v}`));
  Promise.resolve()
    .then(() => log(1))
    .then(() => log(2))
    .then(() => log(3))
    .then(() => log(4));
  await Promise.all([a, b, c]);
  for (let i = 0; i < 4; i++) await null;
});

sameOrder('a getter of then is read once, and may throw', async (log) => {
  let reads = 0;
  const throwing = {
    get then() {
      reads++;
      throw new Error(`read ${reads}`);
    },
  };
  try {
    await throwing;
  } catch (error) {
    log((error as Error).message);
  }
  await Promise.resolve(throwing).catch((error) => log(error.message));
  await new Promise((resolve) => resolve(throwing)).catch((error) => log(error.message));
  await (async () => throwing)().catch((error) => log(error.message));
  await Promise.resolve()
    .then(() => throwing)
    .catch((error) => log(error.message));
  const counting = {
    get then() {
      log('read');
      return undefined;
    },
  };
  log((await counting) === counting);
});

sameOrder('a thenable that resolves twice, rejects after resolving, throws after resolving', async (log) => {
  const twice = {
    then(resolve: (value: unknown) => void, reject: (reason: unknown) => void) {
      resolve('once');
      resolve('twice');
      reject(new Error('no'));
      throw new Error('neither');
    },
  };
  log(await twice);
  log(await Promise.resolve(twice));
  const rejecting = {
    then(_resolve: unknown, reject: (reason: unknown) => void) {
      reject(new Error('rejected'));
    },
  };
  await Promise.resolve(rejecting).catch((error) => log(error.message));
  const throwing = {
    then() {
      throw new Error('thrown');
    },
  };
  await Promise.resolve(throwing).catch((error) => log(error.message));
});

sameOrder('thenables that resolve with thenables', async (log) => {
  const nested = (depth: number): unknown => ({
    then(resolve: (value: unknown) => void) {
      log(`depth ${depth}`);
      resolve(depth === 0 ? 'bottom' : nested(depth - 1));
    },
  });
  const a = (async () => log(await nested(3)))();
  const b = Promise.resolve(nested(1)).then(log);
  await Promise.all([a, b]);
});

sameOrder('functions and class instances with then are thenables, primitives with then are not', async (log) => {
  const callable = Object.assign(() => {}, {
    then(resolve: (value: string) => void) {
      resolve('from a function');
    },
  });
  log(await callable);
  class Query {
    then(resolve: (value: string) => void) {
      queueMicrotask(() => resolve('from a query'));
    }
  }
  log(await new Query());
  const prototype = Number.prototype as unknown as { then?: unknown };
  prototype.then = () => log('never');
  try {
    log(await 5);
    log(await Promise.resolve(6));
  } finally {
    delete prototype.then;
  }
});

sameOrder('a promise with its own then: await does not call it, resolve does', async (log) => {
  const p = Promise.resolve('inner');
  const original = p.then;
  p.then = ((...args: Parameters<typeof original>) => {
    log('own then');
    return Reflect.apply(original, p, args);
  }) as typeof p.then;
  log(await p);
  log(await new Promise((resolve) => resolve(p)));
  log(await Promise.all([p]));
});

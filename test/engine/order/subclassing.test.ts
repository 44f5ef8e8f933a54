// Subclasses of Promise, species, and foreign constructors.

import { sameOrder } from '../../support/order';

sameOrder('then, catch, finally and statics make instances of the subclass', async (log) => {
  class Own<T> extends Promise<T> {
    readonly mark = 'own';
  }
  const made = [
    new Own<number>((resolve) => resolve(1)),
    Own.resolve(1).then((x) => x),
    Own.reject(new Error('no')).catch(() => 1),
    Own.resolve(1).finally(() => {}),
    Own.all([1]),
    Own.race([1]),
    Own.any([1]),
    Own.allSettled([1]),
  ];
  for (const p of made) log(`${p instanceof Own} ${p instanceof Promise} ${(p as { mark?: string }).mark}`);
  await Promise.all(made);
  log(Own.resolve(made[0]) === made[0]);
  log(Promise.resolve(made[0]) === made[0]);
});

sameOrder('species decides what then makes', async (log) => {
  class Plain<T> extends Promise<T> {
    static override get [Symbol.species]() {
      return Promise;
    }
  }
  const p = Plain.resolve('v');
  const q = p.then((v) => v);
  log(`${p instanceof Plain} ${q instanceof Plain} ${q.constructor === Promise}`);
  log(await q);
  const undefinedSpecies = Object.assign(Promise.resolve('u'), { constructor: { [Symbol.species]: undefined } });
  log(await undefinedSpecies.then((v) => `${v}!`));
});

sameOrder('await of a subclass takes three turns, of a promise one', async (log) => {
  class Own<T> extends Promise<T> {}
  const a = (async () => {
    await Own.resolve();
    log('subclass');
  })();
  const b = (async () => {
    await Promise.resolve();
    log('promise');
  })();
  const c = Promise.resolve()
    .then(() => log(1))
    .then(() => log(2))
    .then(() => log(3))
    .then(() => log(4));
  await Promise.all([a, b, c]);
});

sameOrder('an async function returns a plain promise even of a subclass', async (log) => {
  class Own<T> extends Promise<T> {}
  const p = (async () => Own.resolve('x'))();
  log(p instanceof Own);
  log(p.constructor === Promise);
  log(await p);
});

sameOrder('a subclass with its own then', async (log) => {
  class Lazy<T> extends Promise<T> {
    override then<A, B>(
      a?: ((value: T) => A | PromiseLike<A>) | null,
      b?: ((reason: unknown) => B | PromiseLike<B>) | null,
    ) {
      log('then');
      return super.then(a, b);
    }
  }
  log(await new Lazy((resolve) => resolve('value')));
  log(await Promise.all([new Lazy((resolve) => resolve('in all'))]));
  log(await (async () => new Lazy((resolve) => resolve('returned')))());
});

sameOrder('capability of a foreign constructor', async (log) => {
  class Foreign {
    constructor(executor: (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void) {
      executor(
        (value) => log(`foreign resolve ${value}`),
        (reason) => log(`foreign reject ${reason}`),
      );
    }
    static resolve(value: unknown) {
      return Promise.resolve(value);
    }
  }
  log(Promise.resolve.call(Foreign as never, 1) instanceof Foreign);
  log((Promise.reject as Function).call(Foreign, 2) instanceof Foreign);
  log((Promise.all as Function).call(Foreign, [3]) instanceof Foreign);
  for (let i = 0; i < 3; i++) await null;
  for (const bad of [undefined, 5, {}, () => {}, class {}])
    try {
      (Promise.resolve as Function).call(bad, 1);
      log('no error');
    } catch (error) {
      log((error as Error).name);
    }
});

sameOrder('what a promise looks like', async (log) => {
  log(Object.prototype.toString.call(Promise.resolve()));
  log(Promise.name + Promise.length + Promise.prototype.then.length + Promise.all.length + Promise.race.length);
  log(Object.keys(Promise.resolve()).length);
  log(Object.keys(Promise.prototype).length + Object.keys(Promise).length);
  log(typeof Promise.prototype.constructor === 'function' && Promise.prototype.constructor === Promise);
  log(Promise[Symbol.species] === Promise);
  log((async () => {})() instanceof Promise);
  log(Object.getPrototypeOf((async () => {})()) === Promise.prototype);
  for (const wrong of [() => (Promise as never as Function)(() => {}), () => new Promise(undefined as never)])
    try {
      wrong();
    } catch (error) {
      log((error as Error).name);
    }
  for (const wrong of [() => Promise.prototype.then.call({} as never), () => Promise.prototype.then.call(5 as never)])
    try {
      wrong();
    } catch (error) {
      log((error as Error).name);
    }
});

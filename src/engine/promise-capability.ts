// NewPromiseCapability (ECMAScript 27.2.1.5): a promise of any constructor with the functions that settle it.

export interface Capability {
  promise: unknown;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

export function newCapability(constructor: unknown): Capability {
  if (typeof constructor !== 'function') throw new TypeError(`Promise resolve or reject function is not callable`);
  let resolve: unknown;
  let reject: unknown;
  const promise = new (constructor as new (executor: (a: unknown, b: unknown) => void) => unknown)((a, b) => {
    if (resolve !== undefined || reject !== undefined)
      throw new TypeError('Promise executor has already been invoked with non-undefined arguments');
    resolve = a;
    reject = b;
  });
  if (typeof resolve !== 'function' || typeof reject !== 'function')
    throw new TypeError('Promise resolve or reject function is not callable');
  return { promise, resolve: resolve as Capability['resolve'], reject: reject as Capability['reject'] };
}

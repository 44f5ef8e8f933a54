// Async iterators of any iterable: its own, or its sync iterator wrapped as ECMAScript's async-from-sync iterator (27.1.6).

import { apply } from './natives';
import { newPromise, rejectPromise } from './promise';
import { performThen, promiseResolve } from './promise-prototype';
import { Promise as ControlledConstructor } from './promise-statics';

/** `$.iterate`: GetIterator(x, async). */
export function iterate(iterable: unknown): object {
  const asyncMethod = (iterable as { [Symbol.asyncIterator]?: unknown })[Symbol.asyncIterator];
  if (asyncMethod !== undefined && asyncMethod !== null) {
    if (typeof asyncMethod !== 'function') throw new TypeError('Symbol.asyncIterator is not a function');
    const iterator: unknown = apply(asyncMethod, iterable, []);
    if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object');
    return iterator;
  }
  const syncMethod = (iterable as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  if (typeof syncMethod !== 'function') throw new TypeError(`${typeof iterable} is not async iterable`);
  const iterator: unknown = apply(syncMethod, iterable, []);
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.iterator method is not an object');
  return new AsyncFromSyncIterator(iterator as Iterator<unknown>);
}

/** `$.closeIterator`: calls `return` of an iterator if it has one. */
export function closeIterator(iterator: object): unknown {
  const { return: close } = iterator as { return?: unknown };
  if (close === undefined || close === null) return undefined;
  return apply(close as Function, iterator, []);
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function rejection(reason: unknown): unknown {
  const promise = newPromise();
  rejectPromise(promise, reason);
  return promise;
}

/** Values that are promises are awaited. */
class AsyncFromSyncIterator {
  private readonly advance: unknown;

  constructor(private readonly inner: Iterator<unknown>) {
    this.advance = inner.next;
  }

  next(...values: unknown[]): unknown {
    return this.step(this.advance, values, true);
  }

  return(...values: unknown[]): unknown {
    try {
      const method: unknown = this.inner.return;
      if (method === undefined || method === null)
        return promiseResolve(ControlledConstructor, { value: values[0], done: true });
      return this.step(method, values, false);
    } catch (error) {
      return rejection(error);
    }
  }

  throw(...values: unknown[]): unknown {
    try {
      const method: unknown = this.inner.throw;
      if (method !== undefined && method !== null) return this.step(method, values, true);
      this.close();
      return rejection(new TypeError('The iterator does not provide a throw method'));
    } catch (error) {
      return rejection(error);
    }
  }

  private close(): void {
    const result = closeIterator(this.inner);
    if (this.inner.return != null && !isObject(result))
      throw new TypeError(`Iterator result ${String(result)} is not an object`);
  }

  private step(method: unknown, values: unknown[], closeOnRejection: boolean): unknown {
    try {
      const result: unknown = apply(method as Function, this.inner, values);
      if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
      const done = Boolean((result as IteratorResult<unknown>).done);
      const { value } = result as IteratorResult<unknown>;
      return performThen(
        promiseResolve(ControlledConstructor, value),
        (settled) => ({ value: settled, done }),
        (reason) => {
          if (!done && closeOnRejection) closeIterator(this.inner);
          throw reason;
        },
      );
    } catch (error) {
      return rejection(error);
    }
  }
}

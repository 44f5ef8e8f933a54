// Static methods of Promise that a program adds: polyfills to the native class, compiled code to what it knows as Promise.

import { NativePromise } from '../../src/engine/natives';
import { isControlled } from '../../src/engine/promise';
import { outcomeOf } from '../support/iterate';
import { instrumented } from '../support/program';

type Added = PromiseConstructor & { after?: <T>(value: T) => Promise<T> };

/** As a polyfill writes it: for any class of promises. */
function after<T>(this: PromiseConstructor, value: T): Promise<T> {
  return new this((resolve) => setTimeout(resolve, 0, value));
}

const add = (to: PromiseConstructor) => Object.defineProperty(to, 'after', { value: after, configurable: true });
const use = async (seen: unknown[]) => {
  const made = (Promise as Added).after?.(5);
  seen.push(made, await made, 'after' in Promise);
};

afterEach(() => {
  delete (NativePromise as Added).after;
});

describe.each([false, true])('environment code: %s', (environment) => {
  const body = instrumented(use, { environment });
  const adding = instrumented(
    (how: (to: PromiseConstructor) => unknown) => {
      how(Promise);
    },
    { environment: false },
  );
  const removing = instrumented(() => {
    delete (Promise as Added).after;
  });

  const expectControlled = async () => {
    const seen: unknown[] = [];
    const { failure } = await outcomeOf(() => body(seen));
    expect(failure).toBeNull();
    expect(seen.slice(1)).toEqual([5, true]);
    expect(isControlled(seen[0])).toBe(true);
  };

  it('a polyfill of the native class makes controlled promises in an iteration', async () => {
    add(NativePromise);
    await expectControlled();
  });

  it('what compiled code has added is there in an iteration', async () => {
    adding(add);
    try {
      await expectControlled();
    } finally {
      removing();
    }
  });

  it('nothing is there that nobody has added', async () => {
    const seen: unknown[] = [];
    await outcomeOf(() => body(seen));
    expect(seen).toEqual([undefined, undefined, false]);
  });
});

// What counts as a failure, and as which: errors of the body, in callbacks, rejections that nobody handles.

import { runtime } from '../../src/runtime';
import { outcomeOf, textAt, verdictOf } from '../support/iterate';
import { instrumented } from '../support/program';

describe('errors of the body', () => {
  it.each([
    [
      'thrown before an await',
      async () => {
        throw new Error('early');
      },
      'error: early',
    ],
    [
      'thrown behind an await',
      async () => {
        await null;
        throw new Error('late');
      },
      'error: late',
    ],
    [
      'thrown by a body that is not async',
      () => {
        throw new Error('plain');
      },
      'error: plain',
    ],
    ['returned as a rejection', () => Promise.reject(new Error('returned')), 'error: returned'],
    [
      'undefined',
      async () => {
        throw undefined;
      },
      'error: undefined',
    ],
    [
      'null, behind an await',
      async () => {
        await null;
        throw null;
      },
      'error: null',
    ],
    [
      'thrown by a task that the body waits for',
      async () => {
        const f = async () => {
          await null;
          throw new Error('in a task');
        };
        await Promise.all([f()]);
      },
      'error: in a task',
    ],
  ])('%s', async (_case, body, expected) => {
    expect(await verdictOf(instrumented(body as () => unknown))).toBe(expected);
  });

  it('carry the thrown value itself, and the await behind which it was thrown', async () => {
    const thrown = { reason: 'an object' };
    const body = instrumented(async (value: unknown) => {
      await Promise.resolve('before');
      throw value;
    });
    const { failure } = await outcomeOf(() => body(thrown));
    expect(failure?.error).toBe(thrown);
    expect(textAt(failure?.site ?? -1)).toBe("Promise.resolve('before')");
  });
});

describe('unhandled rejections', () => {
  it.each([
    [
      'of a promise that nobody holds',
      async () => {
        Promise.reject(new Error('dropped'));
        await new Promise((resolve) => setTimeout(resolve, 1));
      },
      'unhandled-rejection: dropped',
    ],
    [
      'of an async call that is not awaited',
      async () => {
        const f = async () => {
          await null;
          throw new Error('not awaited');
        };
        f();
        await new Promise((resolve) => setTimeout(resolve, 1));
      },
      'unhandled-rejection: not awaited',
    ],
    [
      'in the body’s last microtasks',
      async () => {
        Promise.resolve().then(() => {
          throw new Error('at the end');
        });
      },
      'unhandled-rejection: at the end',
    ],
    [
      'of a promise whose handler comes a turn of the event loop too late',
      async () => {
        const p = Promise.reject(new Error('too late'));
        await new Promise((resolve) => setImmediate(resolve));
        await p.catch(() => {});
      },
      'unhandled-rejection: too late',
    ],
    [
      'of what finally and then derive',
      async () => {
        const p = Promise.reject(new Error('derived'));
        p.catch(() => {});
        p.finally(() => {});
        await new Promise((resolve) => setImmediate(resolve));
      },
      'unhandled-rejection: derived',
    ],
    [
      'with undefined as the reason',
      async () => {
        Promise.reject();
        await new Promise((resolve) => setImmediate(resolve));
      },
      'unhandled-rejection: undefined',
    ],
  ])('%s', async (_case, body, expected) => {
    expect(await verdictOf(instrumented(body))).toBe(expected);
  });

  it.each([
    [
      'a handler that comes within the same microtask checkpoint',
      async () => {
        const p = Promise.reject(new Error('in time'));
        await null;
        await null;
        await p.catch(() => {});
      },
    ],
    [
      'a handler from process.nextTick',
      async () => {
        const p = Promise.reject(new Error('in time'));
        process.nextTick(() => p.catch(() => {}));
        await new Promise((resolve) => setImmediate(resolve));
      },
    ],
    [
      'the losers of all, any, race and allSettled',
      async () => {
        const no = async () => {
          await null;
          throw new Error('loser');
        };
        await Promise.all([no(), no()]).catch(() => {});
        await Promise.race([1, no()]);
        await Promise.any([1, no()]);
        await Promise.allSettled([no()]);
        await new Promise((resolve) => setImmediate(resolve));
      },
    ],
  ])('not: %s', async (_case, body) => {
    expect(await verdictOf(instrumented(body))).toBe('passed');
  });

  it('an error of the body counts before a rejection that it leaves behind', async () => {
    const body = instrumented(async () => {
      Promise.reject(new Error('left behind'));
      throw new Error('of the body');
    });
    expect(await verdictOf(body)).toBe('error: of the body');
  });
});

describe('errors that nobody can catch', () => {
  it.each([
    [
      'a timer',
      async () => {
        await new Promise(() =>
          setTimeout(() => {
            throw new Error('in a callback');
          }, 1),
        );
      },
    ],
    [
      'an interval',
      async () => {
        await new Promise(() =>
          setInterval(() => {
            throw new Error('in a callback');
          }, 1),
        );
      },
    ],
    [
      'an immediate',
      async () => {
        await new Promise(() =>
          setImmediate(() => {
            throw new Error('in a callback');
          }),
        );
      },
    ],
    [
      'a microtask',
      async () => {
        queueMicrotask(() => {
          throw new Error('in a callback');
        });
        await null;
      },
    ],
    [
      'a tick',
      async () => {
        process.nextTick(() => {
          throw new Error('in a callback');
        });
        await null;
      },
    ],
  ])('in %s', async (_case, body) => {
    expect(await verdictOf(instrumented(body))).toBe('uncaught-exception: in a callback');
  });
});

describe('bad calls', () => {
  const { explore, run, tryIteration } = runtime.api;

  it.each([[undefined], [null], [5], ['body'], [{}], [[]]])('a body that is %p is refused', async (body) => {
    const kind = body === null ? 'null' : Array.isArray(body) ? 'an array' : typeof body;
    for (const [name, call] of Object.entries({ explore, tryIteration }))
      await expect(call(body as never)).rejects.toThrow(
        new TypeError(`${name}(body, options) expects the body as a function, got ${kind}.`),
      );
    await expect(run(body as never)).rejects.toThrow(TypeError);
  });

  it('an exploration within an iteration is refused, and the outer one is not disturbed', async () => {
    const numbers: number[] = [];
    const body = instrumented(async (inner: typeof tryIteration, note: (n: number) => void) => {
      note(Math.random());
      try {
        await inner(() => {});
        throw new Error('accepted');
      } catch (error) {
        if (!String(error).includes('nested')) throw error;
      }
      note(Math.random());
    });
    const outer = () => body(tryIteration, (n) => numbers.push(n));
    expect(await verdictOf(outer)).toBe('passed');
    const plain = instrumented(async (note: (n: number) => void) => {
      note(Math.random());
      note(Math.random());
    });
    expect(await verdictOf(() => plain((n) => numbers.push(n)))).toBe('passed');
    expect(numbers.slice(0, 2)).toEqual(numbers.slice(2));
  });
});

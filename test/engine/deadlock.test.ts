// Deadlocks: definite where everything is under control, potential where something outside might still come; who waits, and where.

import { deferred } from '../support/deferred';
import { record, textAt, verdictOf } from '../support/iterate';
import { instrumented } from '../support/program';

it('two tasks that wait for each other are a definite deadlock, with who waits at which await', async () => {
  const body = instrumented(async (makeLock: typeof deferred<void>) => {
    const locks = [makeLock(), makeLock()] as const;
    const left = async () => {
      await null;
      await locks[1].promise;
      locks[0].resolve();
    };
    const right = async () => {
      await null;
      await locks[0].promise;
      locks[1].resolve();
    };
    await Promise.all([left(), right()]);
  });
  const { outcome } = await record(() => body(deferred));
  expect(outcome.failure?.kind).toBe('deadlock');
  expect((outcome.failure?.error as Error | undefined)?.message).toBe(
    'Deadlock: nothing can run any more, and the test body still waits.',
  );
  expect(
    outcome.failure?.waiting.map(({ task, name, site }) => `${task === '0' ? 'body' : name} ${textAt(site)}`),
  ).toEqual(['body Promise.all([left(), right()])', 'left locks[1].promise', 'right locks[0].promise']);
});

it('a body that waits for what never comes is a definite deadlock, too', async () => {
  expect(await verdictOf(instrumented(() => new Promise(() => {})))).toMatch(/^deadlock: /);
});

it('a task that the body does not wait for may wait for ever', async () => {
  const body = instrumented(async () => {
    const stuck = async () => {
      await new Promise(() => {});
    };
    void stuck();
    await null;
  });
  expect(await verdictOf(body)).toBe('passed');
});

it('with a native promise outstanding a deadlock is only potential', async () => {
  const body = instrumented(async (never: Promise<void>) => {
    await never;
  });
  const never = new Promise<void>(() => {});
  expect(await verdictOf(() => body(never), { uncontrolledTimeout: 20 })).toBe(
    'potential-deadlock: Potential deadlock: nothing under control can run, the test body still waits, and 1 native promise outside the controller did not come within 20 ms.',
  );
});

it('a deadlock stays potential after timers have fired in vain', async () => {
  const body = instrumented(async (never: Promise<void>) => {
    const ticker = async () => {
      for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    await Promise.all([never, ticker()]);
  });
  const never = new Promise<void>(() => {});
  expect(await verdictOf(() => body(never), { uncontrolledTimeout: 20 })).toMatch(
    /^potential-deadlock: .* 1 native promise outside/,
  );
});

it('something native that calls back makes progress: no deadlock', async () => {
  const body = instrumented(async (later: (callback: () => void) => void) => {
    await new Promise<void>((resolve) => later(resolve));
  });
  const nativeImmediate = setImmediate;
  expect(await verdictOf(() => body((callback) => nativeImmediate(callback)))).toBe('passed');
});

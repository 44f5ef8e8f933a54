// effect 3.19.18: Semaphore.take() takes the permit when the waiter is resumed, not when it runs; if its fiber is interrupted in
// between, a window of two microtasks, nobody gives the permit back (Effect-TS/effect#6081).

import type * as EffectModule from 'effect-fixed/Effect';
import type * as FiberModule from 'effect-fixed/Fiber';
import type * as OptionModule from 'effect-fixed/Option';
import { choose, idle } from 'lockstep';
import { row } from './row';

interface Library {
  Effect: typeof EffectModule;
  Fiber: typeof FiberModule;
  Option: typeof OptionModule;
}

row<Library>('effect', {
  invariant: 'a semaphore that nobody holds has a permit to give',
  bug: /"free": false/,
  toy: 15.1,
  load: (version) => ({
    Effect: require(`effect-${version}/Effect`),
    Fiber: require(`effect-${version}/Fiber`),
    Option: require(`effect-${version}/Option`),
  }),
  async scenario({ Effect, Fiber, Option }) {
    const semaphore = Effect.unsafeMakeSemaphore(1);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    Effect.runFork(semaphore.withPermits(1)(Effect.promise(() => held)));
    const waiter = Effect.runFork(semaphore.withPermits(1)(Effect.void));
    await null; // The owner works for a while.
    release();
    for (let microtasks = choose(12); microtasks > 0; microtasks--) await Promise.resolve();
    Effect.runFork(Fiber.interruptFork(waiter));
    await idle();
    const permit = await Effect.runPromise(semaphore.withPermitsIfAvailable(1)(Effect.void));
    expect({ free: Option.isSome(permit) }).toEqual({ free: true });
  },
});

// Jest's fake timers inside a schedule: they drive its virtual clock. Lives outside the sandbox, where Jest keeps them.

import type { Runtime } from '../src/runtime';

type Method = (...args: never[]) => unknown;
type FakeTimers = Record<string, Method | undefined>;

/** Jest's environments have both kinds. */
export interface WithFakeTimers {
  readonly fakeTimers?: object | null;
  readonly fakeTimersModern?: object | null;
}

interface Configured {
  readonly now?: number | Date;
  readonly doNotFake?: readonly string[];
  readonly advanceTimers?: boolean | number;
}

/** A number of milliseconds, or a `Temporal.Duration`. */
type Duration = number | { total(unit: 'milliseconds'): number };

function milliseconds(duration: Duration): number {
  return typeof duration === 'number' ? duration : duration.total('milliseconds');
}

/** What Jest's modern fake timers do, on the virtual clock. */
function onVirtualClock({ manualClock: clock }: Runtime): FakeTimers {
  const fire = (pending: () => boolean) => () => {
    if (clock.count === 0 || !pending()) return false;
    clock.next(1);
    return true;
  };
  return {
    useFakeTimers({ now, doNotFake = [], advanceTimers = false }: Configured = {}) {
      if (now !== undefined) clock.setSystemTime(Number(now));
      // What is not faked, and time that moves by itself, is what a schedule has anyway.
      if (advanceTimers !== false || doNotFake.includes('setTimeout')) clock.release();
      else clock.take();
    },
    useRealTimers: () => clock.release(),
    advanceTimersByTime: (duration: Duration) => clock.advance(milliseconds(duration)),
    advanceTimersByTimeAsync: (duration: Duration) => clock.advanceLater(milliseconds(duration)),
    advanceTimersToNextFrame: () => clock.advance(16),
    advanceTimersToNextTimer: (steps = 1) => clock.next(steps),
    advanceTimersToNextTimerAsync(steps = 1) {
      let left = steps;
      return clock.later(fire(() => left-- > 0));
    },
    clearAllTimers: () => clock.clear(),
    getTimerCount: () => clock.count,
    now: () => clock.now(),
    reset: () => clock.clear(),
    runAllTicks() {},
    runAllTimers: () => clock.runAll(),
    runAllTimersAsync: () => clock.later(fire(() => true)),
    runOnlyPendingTimers: () => clock.runPending(),
    runOnlyPendingTimersAsync() {
      let left = clock.count;
      return clock.later(fire(() => left-- > 0));
    },
    setSystemTime: (now?: number | Date) => clock.setSystemTime(Number(now ?? clock.now())),
  } as unknown as FakeTimers;
}

/** From here on the environment's fake timers are the virtual clock while a schedule runs, and Jest's own otherwise. */
export function driveVirtualClock({ fakeTimers, fakeTimersModern }: WithFakeTimers, runtime: Runtime): void {
  const { isControlledRun } = runtime.api;
  const virtual = onVirtualClock(runtime);
  if (fakeTimersModern) {
    const own = fakeTimersModern as FakeTimers;
    for (const [name, inside] of Object.entries(virtual)) {
      const outside = own[name];
      if (typeof outside !== 'function') continue;
      own[name] = (...args) => (isControlledRun() ? inside?.(...args) : outside.apply(own, args));
    }
  }
  const legacy = fakeTimers as FakeTimers | null | undefined;
  const install = legacy?.useFakeTimers;
  if (legacy && typeof install === 'function')
    legacy.useFakeTimers = (...args) => {
      if (isControlledRun())
        throw new Error(
          'Legacy fake timers cannot be used in a ctest: they know nothing of promises. Use jest.useFakeTimers() without legacyFakeTimers, or none: time is virtual in a ctest.',
        );
      return install.apply(legacy, args);
    };
}

/**
 * @param realm the sandbox's global object
 * @throws Error if fake timers were installed before the schedules began: each schedule has a clock of its own
 */
export function refuseInstalledFakeTimers(realm: { readonly setTimeout?: unknown }): void {
  const { setTimeout } = realm;
  if (typeof setTimeout !== 'function' || !Object.hasOwn(setTimeout, 'clock')) return;
  throw new Error(
    'Fake timers are installed (by a beforeAll hook, an earlier test, fakeTimers.enableGlobally, or another library), but each schedule of a ctest has a virtual ' +
      'clock of its own. Call jest.useFakeTimers() in the body or in a beforeEach hook: there it drives that clock. Or use none: timers fire by themselves in virtual time.',
  );
}

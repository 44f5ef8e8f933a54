// Timers of a run in which time goes slowly for them: all deadlines move by the same rule, so that their order stays.

import { nativeClearTimeout, nativeSetTimeout } from '../engine/natives';
import type { Patches } from './patches';

type AnyFunction = (...args: unknown[]) => unknown;

/** What Node's timer says of itself: when it was set, by the clock of the event loop, and for how long. */
interface Timeout {
  readonly _idleStart?: number;
  readonly _idleTimeout?: number;
}

export class SlowTimers {
  /** A timer is being set whose deadline has moved. */
  setting = false;
  /** Timers whose deadlines have moved. */
  slowed = 0;
  private origin = 0;

  /** @param stretch 1: twice as slow */
  constructor(private readonly stretch: number) {}

  /** Timers count from now on. */
  install(patches: Patches): void {
    const probe = nativeSetTimeout(() => {}, 1) as unknown as Timeout;
    nativeClearTimeout(probe as unknown as NodeJS.Timeout);
    this.origin = probe._idleStart ?? 0;
    const set = this.set.bind(this);
    patches.replace(
      globalThis,
      'setTimeout',
      (native) =>
        (...args) =>
          set(native, args),
    );
  }

  private set(native: AnyFunction, args: readonly unknown[]): unknown {
    const wasSetting = this.setting;
    this.setting = true;
    try {
      const timer = native(...args);
      const { _idleStart: start, _idleTimeout: delay } = timer as Timeout;
      if (this.stretch === 0 || start === undefined || delay === undefined) return timer;
      const more = this.stretch * (start + delay - this.origin);
      nativeClearTimeout(timer as NodeJS.Timeout);
      this.slowed++;
      return native(args[0], delay + Math.ceil(more), ...args.slice(2));
    } finally {
      this.setting = wasSetting;
    }
  }
}

// The virtual clock and Date on it: it stands still within a step and moves when timers fire. `performance` and `process.hrtime` read it, too.

import { NativeDate } from '../engine/natives';
import { OUTSIDE, simulation } from '../engine/simulation';
import { standFor } from '../engine/stand-ins';
import { EPOCH } from './epoch';
import { hostAgent } from './host-agent';

/** Virtual milliseconds since the iteration began. */
export function virtualTime(): number {
  return hostAgent().clockReads.read();
}

/** The time of day of the agent that runs: what Date.now() is in an iteration. */
export function timeOfDay(): number {
  return EPOCH + hostAgent().clockReads.offset + virtualTime();
}

/** Date with the virtual clock inside an iteration. Instances are native dates. */
export const ControlledDate: DateConstructor = (() => {
  const now = (): number => (simulation.mode === OUTSIDE ? NativeDate.now() : timeOfDay());
  const ControlledDate = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new NativeDate(now()).toString();
    return Reflect.construct(
      NativeDate,
      args.length === 0 ? [now()] : args,
      new.target === ControlledDate ? NativeDate : new.target,
    );
  } as unknown as DateConstructor;
  Object.defineProperties(ControlledDate, {
    prototype: { value: NativeDate.prototype, writable: false },
    now: { value: standFor(now, NativeDate.now), writable: true, configurable: true },
    parse: { value: NativeDate.parse, writable: true, configurable: true },
    UTC: { value: NativeDate.UTC, writable: true, configurable: true },
  });
  return standFor(ControlledDate, NativeDate);
})();

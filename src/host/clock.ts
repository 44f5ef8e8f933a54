// The virtual clock behind Date, performance.now and process.hrtime: it stands still within a step and moves when timers fire.

import { NativeDate, nativeNow } from '../engine/natives';
import { OUTSIDE, world } from '../engine/world';

/** Date.now() at the start of every iteration: 2026-01-01T00:00:00.000Z. A constant, so that schedules do not depend on the day. */
export const EPOCH = 1_767_225_600_000;

/** After so many reads within one step the clock moves 1 ms per read, so that a busy wait on the clock ends. */
const READS_PER_STEP = 10_000;

let step = -1;
let generation = -1;
let reads = 0;

/** Virtual milliseconds since the iteration began. */
export function virtualTime(): number {
  if (world.steps !== step || world.generation !== generation) {
    step = world.steps;
    generation = world.generation;
    reads = 0;
  } else if (++reads > READS_PER_STEP) world.time++;
  return world.time;
}

function controlled(): boolean {
  return world.mode !== OUTSIDE;
}

/** Date with the virtual clock inside an iteration. Instances are native dates. */
export const ControlledDate: DateConstructor = (() => {
  function now(): number {
    return controlled() ? EPOCH + virtualTime() : NativeDate.now();
  }
  const ControlledDate = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new NativeDate(now()).toString();
    return Reflect.construct(
      NativeDate,
      args.length === 0 ? [now()] : args,
      new.target === ControlledDate ? NativeDate : new.target,
    );
  } as unknown as DateConstructor;
  Object.defineProperties(ControlledDate, {
    name: { value: 'Date', configurable: true },
    length: { value: 7, configurable: true },
    prototype: { value: NativeDate.prototype, writable: false },
    now: { value: now, writable: true, configurable: true },
    parse: { value: NativeDate.parse, writable: true, configurable: true },
    UTC: { value: NativeDate.UTC, writable: true, configurable: true },
  });
  return ControlledDate;
})();

/** performance.now() at the start of every iteration: not 0, which some libraries take for "no time". */
const PERFORMANCE_ORIGIN = 1000;

export function performanceNow(): number {
  return controlled() ? PERFORMANCE_ORIGIN + virtualTime() : nativeNow();
}

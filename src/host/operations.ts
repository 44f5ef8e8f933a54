// The runtime API of tests: data choices, pauses, environment functions, waiting for rest.

import { dataChoice } from '../engine/decisions';
import { environmentOperation } from '../engine/pending';
import { type ControlledPromise, newPromise, resolvePromise } from '../engine/promise';
import { asStandard, Promise as ControlledConstructor } from '../engine/promise-statics';
import { OUTSIDE, world } from '../engine/world';
import { mixedSeed, random } from './randomness';

/**
 * A data choice: an integer in [0, n), chosen by the strategy and stored in the trace. Outside an iteration a random one.
 * @param n number of values, an integer from 1
 * @throws RangeError if `n` is not such an integer
 */
export function choose(n: number): number {
  if (!Number.isInteger(n) || n < 1)
    throw new RangeError(`choose(n) expects the number of values as an integer from 1, got ${String(n)}.`);
  if (n === 1) return 0;
  return world.mode === OUTSIDE ? Math.floor(random() * n) : dataChoice(n);
}

/**
 * An environment operation of its own: time passes, or none does, by choice. `await pause()` in a test or a fake says "this may take
 * a while".
 * @param label what reports call it
 */
export function pause(label = 'pause'): Promise<void> {
  return asStandard(environmentOperation(undefined, false, label, -1));
}

/**
 * Names a function as environment: the promise that it returns completes at once or later by choice, as an answer of a database or
 * a network would.
 * @throws TypeError if `operation` is not a function
 */
export function environment<Args extends unknown[], Result>(
  operation: (...args: Args) => Result | PromiseLike<Result>,
  label?: string,
): (...args: Args) => Promise<Result> {
  if (typeof operation !== 'function')
    throw new TypeError(`environment(fn) expects a function, got ${typeof operation}.`);
  const name = label ?? (operation.name || 'environment');
  return function (this: unknown, ...args: Args): Promise<Result> {
    let value: unknown;
    let threw = false;
    try {
      value = Reflect.apply(operation, this, args);
    } catch (error) {
      value = error;
      threw = true;
    }
    return asStandard(environmentOperation(value, threw, name, -1));
  };
}

/** What mocked resolved and rejected values are made with. */
export const environmentPromise = {
  resolve: (value: unknown) => environmentOperation(value, false, 'mocked value', -1),
  reject: (reason: unknown) => environmentOperation(reason, true, 'mocked value', -1),
};

const idlers: ControlledPromise<unknown>[] = [];

/** Waits until nothing but timers is left to run: all tasks have come as far as they can without time passing. */
export function idle(): Promise<void> {
  if (world.mode === OUTSIDE) return ControlledConstructor.resolve();
  const promise = newPromise();
  idlers.push(promise);
  world.hostActive = true;
  return asStandard(promise);
}

export function wakeIdle(): boolean {
  if (idlers.length === 0) return false;
  for (const promise of idlers.splice(0)) resolvePromise(promise, undefined);
  return true;
}

export function resetIdle(): void {
  if (idlers.length !== 0) idlers.length = 0;
}

/** Whether an iteration is running (and the functions above make choices). */
export function isControlledRun(): boolean {
  return world.mode !== OUTSIDE;
}

/** The schedule step that runs, as reports number them; -1 outside an iteration. Internal: for recorders of histories. */
export function step(): number {
  return world.mode === OUTSIDE ? -1 : world.steps;
}

/**
 * A seed for random numbers of a test's own, in [0, 2^32): another one in each iteration, the same one when the iteration is run again (to
 * shrink it, to replay it). Outside an iteration null. Internal: for generators of operations.
 */
export function iterationSeed(): number | null {
  return world.mode === OUTSIDE ? null : mixedSeed();
}

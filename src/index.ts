// The public face of `lockstep`. Everything comes from the realm's one runtime object, so that a second copy of this module (after
// jest.resetModules, say) is still the same Lockstep.

import { runtime } from './runtime';

/**
 * A data choice: an integer in [0, n), chosen by the strategy and stored in the trace. Outside an iteration a random one.
 * @param n number of values, an integer from 1
 * @throws RangeError if `n` is not such an integer
 */
export const choose: typeof runtime.api.choose = (n) => runtime.api.choose(n);

/**
 * An environment operation of its own: time passes, or none does, by choice.
 * @param label what reports call it
 */
export const pause: typeof runtime.api.pause = (label) => runtime.api.pause(label);

/** Waits until nothing but timers is left to run. */
export const idle: typeof runtime.api.idle = () => runtime.api.idle();

/** Names a function as environment: the promise that it returns completes at once or late, by choice. */
export const environment: typeof runtime.api.environment = (operation, label) =>
  runtime.api.environment(operation, label);

/**
 * Runs `body`, whose machine may crash, by choice, at any of its calls of files; `fs: 'memory'` only.
 * @returns whether it has crashed
 */
export const mayCrash: typeof runtime.api.mayCrash = (body) => runtime.api.mayCrash(body);

/** Explores the schedules of `body`; a finding does not throw. */
export const explore: typeof runtime.api.explore = (body, options) => runtime.api.explore(body, options);

/** Explores the schedules of `body`; throws BugFound on a finding. */
export const run: typeof runtime.api.run = (body, options) => runtime.api.run(body, options);

/** Runs one schedule of `body`. */
export const tryIteration: typeof runtime.api.tryIteration = (body, options) => runtime.api.tryIteration(body, options);

/** True while a schedule is being run. */
export const isControlledRun: typeof runtime.api.isControlledRun = () => runtime.api.isControlledRun();

/** The built-in strategies with their options, for the option `strategy`: `strategies.pct({ depth: 5 })`. */
export const strategies: typeof runtime.api.strategies = runtime.api.strategies;

/** Makes a strategy known by name, for `strategy: 'mine'`. */
export const registerStrategy: typeof runtime.api.registerStrategy = (name, factory) =>
  runtime.api.registerStrategy(name, factory);

export { type Ctest, type CtestBody, ctest } from '../jest-preset/ctest';
export type { StepReport } from './engine/decision-maker';
export type { Operation, OperationKind, PendingOperation, Place } from './engine/operation';
export type { IterationOutcome } from './engine/outcome';
export type { Site } from './engine/sites';
export { BugFound, ReplayDivergence } from './runner/bug-found';
export type { ExploreOptions, Model, StrategyChoice, StrategyName } from './runner/options';
export type { Covered, ExploreResult } from './runner/result';
export type { DelayOptions, IdpctOptions, PctOptions, StrategyFactory } from './strategies';
export type {
  ConflictHistory,
  IterationEnd,
  IterationStart,
  Random,
  Reach,
  SiteNames,
  Strategy,
} from './strategies/strategy';
export type { Trace } from './trace';
export type { Finding } from './trace/finding';

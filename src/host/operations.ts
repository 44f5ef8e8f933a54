// The runtime API of tests: data choices, pauses, environment functions, waiting for rest.

import { homedir, tmpdir } from 'node:os';
import { read, write } from '../engine/access';
import { EVERYTHING } from '../engine/conflicts';
import { environmentOperation } from '../engine/environment-operation';
import { nativeNow } from '../engine/natives';
import { asStandard, Promise as ControlledConstructor } from '../engine/promise-statics';
import { dataChoice } from '../engine/questions';
import { OUTSIDE, simulation } from '../engine/simulation';
import { mainFiles } from './files/main-files';
import type { Loader } from './files/memfs';
import { RealFiles } from './files/real-files';
import type { FileSettings } from './files/settings';
import { hostAgent } from './host-agent';
import { callHere } from './native-call';
import type { WorkerLoader } from './workers/loader';

/**
 * A data choice: an integer in [0, n), chosen by the strategy and stored in the trace. Outside an iteration a random one.
 * @param n number of values, an integer from 1
 * @throws RangeError if `n` is not such an integer
 */
export function choose(n: number): number {
  if (!Number.isInteger(n) || n < 1)
    throw new RangeError(`choose(n) expects the number of values as an integer from 1, got ${String(n)}.`);
  if (n === 1) return 0;
  return simulation.mode === OUTSIDE ? Math.floor(hostAgent().randomness.random() * n) : dataChoice(n);
}

/**
 * An environment operation of its own, late or at once by choice. `await pause()` in a test or a fake says "this may take a while".
 * @param label what reports call it
 */
export function pause(label = 'pause'): Promise<void> {
  return asStandard(environmentOperation(undefined, false, label));
}

/**
 * Names a function as environment: the promise that it returns settles at once or late, by choice, as an answer of a database or
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
    return asStandard(environmentOperation(value, threw, name));
  };
}

/** What mocked resolved and rejected values are made with. */
export const environmentPromise = {
  resolve: (value: unknown) => asStandard<unknown>(environmentOperation(value, false, 'mocked value')),
  reject: (reason: unknown) => asStandard<unknown>(environmentOperation(reason, true, 'mocked value')),
};

/** Waits until nothing but timers is left to run: all tasks have come as far as they can without time passing. */
export function idle(): Promise<void> {
  return simulation.mode === OUTSIDE ? ControlledConstructor.resolve() : asStandard(hostAgent().idle.wait());
}

/** Whether an iteration is running (and the functions above make choices). */
export function isControlledRun(): boolean {
  return simulation.mode !== OUTSIDE;
}

/** The schedule step that runs, as reports number them; -1 outside an iteration. Internal: for recorders of histories. */
export function step(): number {
  return simulation.mode === OUTSIDE ? -1 : simulation.steps;
}

/** A number of the iteration that runs, or runs again; -1 outside. Internal: for `lockstep/shared`. */
export function iteration(): number {
  return simulation.mode === OUTSIDE ? -1 : simulation.generation;
}

/** A shared structure is accessed. Where is read from the stack, if somebody records it. Internal: for `lockstep/shared`. */
export function access(structure: object, key: unknown, isWrite: boolean, value: unknown, name: string): void {
  if (!simulation.tracking.on) return;
  const { site } = simulation.agent;
  const here = simulation.recorder === null ? site : callHere('SHARED', name, site);
  (isWrite ? write : read)(structure, key ?? EVERYTHING, here, value);
}

/**
 * A seed for random numbers of a test's own, in [0, 2^32): another one in each iteration, the same one when the iteration is run again (to
 * shrink it, to replay it). Outside an iteration null. Internal: for generators of operations.
 */
export function iterationSeed(): number | null {
  return simulation.mode === OUTSIDE ? null : hostAgent().randomness.mixedSeed;
}

/** A number for each stream of a test's own, in the order in which the iteration begins them, from 0. Internal. */
export function nextStream(): number {
  return hostAgent().randomness.nextStream();
}

/** Seeds the random values of the body for an iteration. Internal: for the runner. */
export function seedRandomness(seed: number, iteration: number): void {
  hostAgent().randomness.seed(seed, iteration);
}

/**
 * Reads or compiles code that an iteration loads: what that takes depends on caches, so it is neither work of the code under test nor time
 * of the exploration. Internal: for the preset.
 */
export function loading<Result>(work: () => Result): Result {
  if (simulation.mode === OUTSIDE || simulation.waitsItself) return work();
  const began = nativeNow();
  simulation.waitsItself = true;
  try {
    return work();
  } finally {
    simulation.waitsItself = false;
    simulation.loadingTime += nativeNow() - began;
  }
}

/** Workers that are started in an iteration load their modules by `loader`. Internal: for the preset. */
export function loadWorkersWith(loader: WorkerLoader): void {
  hostAgent().loader = loader;
}

/** How far the clocks of workers may be off in the next iteration, in ms. Internal: for the runner. */
export function skewWorkers(most: number): void {
  hostAgent().workerSkew = most;
}

/** An exploration begins: from now on native work is seen. Internal: for the runner. */
export function beginExploration(): void {
  const { work, messages } = hostAgent();
  work.begin();
  messages.shared.begin();
}

/** An exploration is over. Internal: for the runner. */
export function endExploration(): void {
  const { work, messages } = hostAgent();
  work.end();
  messages.shared.end();
}

/** Async contexts are not followed any more: the realm is over. Internal: for the preset. */
export function endContexts(): void {
  hostAgent().contexts.end();
}

/** The files of an exploration's iterations in memory; see `useFiles`. Internal: for the runner. */
export function memoryFiles(given: Omit<FileSettings, 'real'>): FileSettings {
  return { ...given, real: new RealFiles(process.cwd(), [tmpdir(), homedir()]) };
}

/** Where the files of the next iteration are: in memory, or on the disk (null). Internal: for the runner. */
export function useFiles(files: FileSettings | null): void {
  mainFiles().use(files);
}

/** How memfs is loaded. Internal: for the preset, which is outside Jest's sandbox. */
export function loadFilesWith(load: Loader): void {
  mainFiles().load = load;
}

// What the test runner (outside Jest's sandbox) and `ctest` (inside) share: one object on the sandbox's global object, found through a
// registered symbol, so that no module registry can double it.

import type { ExploreOptions } from '../src/runner/options';
import type { ExploreResult } from '../src/runner/result';
import type { AnyFunction, CircusHook, CircusTest } from './circus';

/** What one iteration of a ctest calls. */
export interface IterationFunctions {
  readonly body: AnyFunction;
  readonly before: readonly CircusHook[];
  readonly after: readonly CircusHook[];
}

/** A test that was defined with `ctest`. */
export interface Ctest {
  readonly test: CircusTest;
  readonly body: AnyFunction;
  /** Options given in the call. */
  readonly options: ExploreOptions;
}

/** What came of a ctest, for the summary that is printed after the file. */
export interface CtestRecord {
  readonly name: readonly string[];
  /** Null where nothing was explored but a trace replayed. */
  readonly result: ExploreResult | null;
  /** Sentences to print once. */
  readonly notes: readonly string[];
}

export interface Bridge {
  /** Absolute path of the running test file. */
  readonly testPath: string;
  readonly rootDir: string;
  /** Options of `globals.lockstep`, not checked yet. */
  readonly configured: unknown;
  /** Jest's `test` function. Set by the sandbox. */
  test: unknown;
  /** Set while `ctest` calls Jest's test function: the tests that Jest adds meanwhile are ctests with these options. */
  defining: ExploreOptions | null;
  /** Set by the sandbox: runs a ctest, called by Jest in place of its body. */
  run: ((ctest: Ctest) => Promise<void>) | null;
  /** Set by the sandbox: longest time in ms that Jest may wait for a ctest. */
  timeoutOf: ((ctest: Ctest) => number) | null;
  /** The project wants Jest's globals, and so `ctest`. */
  readonly injectGlobals: boolean;
  /** The test that Jest runs, or null between tests. */
  readonly running: CircusTest | null;
  /** Options for the ctests of the block that is being defined: of the file, or of a `describe`. */
  configure(options: ExploreOptions): void;
  /** Options for a ctest by file and block, the innermost last. */
  configuredFor(test: CircusTest): readonly ExploreOptions[];
  /** Hooks and body as they were defined. */
  functions(ctest: Ctest): IterationFunctions;
  /** Hooks and body from a fresh module registry and a fresh evaluation of the test file; a promise of them under native ES modules. */
  freshFunctions(ctest: Ctest): IterationFunctions | Promise<IterationFunctions>;
  /** Those of the loaded files that belong to the project, are asynchronous and were not instrumented; relative to `rootDir`. */
  uninstrumented(loaded: readonly string[]): string[];
  /** Whether the test file itself has been through the transformer. */
  isInstrumented(path: string): boolean;
  record(record: CtestRecord): void;
}

const KEY = Symbol.for('lockstep.jest');

type Holder = Record<symbol, Bridge | undefined>;

export function installBridge(realm: object, bridge: Bridge): void {
  Object.defineProperty(realm, KEY, { value: bridge, configurable: true, enumerable: false });
}

/** The bridge of this realm; undefined outside Jest and under another test runner. */
export function bridgeOf(realm: object): Bridge | undefined {
  return (realm as Holder)[KEY];
}

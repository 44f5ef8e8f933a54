// The realm's runtime object: what instrumented code calls (docs/design/runtime-abi.md), installed once under a registered symbol.

import type { Runtime as RuntimeObject } from './abi';
import { method, read, variable, write } from './engine/access';
import { AsyncGeneratorPrototype, asyncGenerator, isControlledGenerator, yielded } from './engine/async-generator';
import { closeIterator, iterate } from './engine/async-iteration';
import { at } from './engine/await';
import { call, run } from './engine/coroutine';
import { getDeep, setDeep } from './engine/deep/accessors';
import { bareObject, classTwin, defineField, isBare, isBareOwn, withoutFields } from './engine/deep/classes';
import { deepCall, deepRun, deepStart, deepStartCall } from './engine/deep/coroutines';
import { atomically, program } from './engine/deep/drive';
import { construct, enter as enterTwin, invoke } from './engine/deep/enter';
import './engine/deep/function-forms';
import { delegating, generatorObject, generatorTwin, generatorTwinWith } from './engine/deep/generators';
import './engine/deep/constructor-forms';
import { closeSync, iterateSync, spread } from './engine/deep/iteration-forms';
import { twins } from './engine/deep/members';
import './engine/deep/memory-forms';
import {
  putElement,
  putSloppily,
  takeElement,
  touchAll,
  touchAtomically,
  touchElement,
} from './engine/deep/shared-access';
import { replaceStackTraces } from './engine/deep/stack-traces';
import { arrowTwin, formsOnly, twin, twinWith } from './engine/deep/twins';
import { delegate } from './engine/delegation';
import { direct } from './engine/direct-call';
import { disposables } from './engine/disposal';
import { kindOf } from './engine/function-kinds';
import { tagFunctions } from './engine/function-tags';
import { loopGuard } from './engine/loop-guard';
import { registerFamily } from './engine/native-types';
import { ControlledPromise, isControlled } from './engine/promise';
import { simulation } from './engine/simulation';
import { ABI, type FileRole, siteTable } from './engine/site-table';
import type { FileInfo } from './engine/sites';
import { superMethod } from './engine/super-method';
import {
  access,
  bindings,
  choose,
  endContexts,
  environment,
  environmentPromise,
  idle,
  isControlledRun,
  iteration,
  iterationSeed,
  loadFilesWith,
  loading,
  loadWorkersWith,
  manualClock,
  mayCrash,
  nextStream,
  pause,
  replaceGlobals,
  step,
} from './host';
import { replaceDefaultNow } from './host/default-now';
import { viewFor } from './host/environment-globals';
import { ownersFor } from './host/owners';
import { controlGrowing } from './host/shared/growing';
import { replaceWeakMethods } from './host/weak-references';
import { explore, exploreSubject, tryIteration } from './runner/explore';
import { replaySubject } from './runner/replay';
import { bugFound, run as runExploration } from './runner/run';
import { registerStrategy, strategies } from './strategies';

/** `$.key`: ToPropertyKey. */
function propertyKey(value: unknown): PropertyKey {
  if (typeof value === 'string' || typeof value === 'symbol' || typeof value === 'number') return value;
  return Reflect.ownKeys({ [value as string]: 0 })[0] as PropertyKey;
}

const KEY = Symbol.for('lockstep.runtime');

const entries = {
  abi: ABI,
  file: (info: FileInfo) => siteTable.add(info),
  /** The runtime as a file sees it: what `file()` is followed by. */
  view: (base: number): object => viewFor(made, base),
  run,
  call,
  d: simulation.deep,
  twin,
  arrowTwin,
  twins,
  twinWith,
  generatorTwin,
  generatorTwinWith,
  generatorObject,
  delegating,
  classTwin,
  bare: isBare,
  bareOwn: isBareOwn,
  bareObject,
  field: defineField,
  withoutFields,
  key: propertyKey,
  parent: Object.getPrototypeOf,
  touchAll,
  get: getDeep,
  set: setDeep,
  strings: (strings: TemplateStringsArray) => strings,
  ...formsOnly(atomically),
  iterateSync,
  spread,
  closeSync,
  into: enterTwin,
  construct,
  touch: touchElement,
  passed: touchAtomically,
  take: takeElement,
  put: putElement,
  putSloppily,
  deepRun,
  deepCall,
  deepStart,
  deepStartCall,
  atomically,
  program,
  direct,
  at,
  generator: asyncGenerator,
  yielded,
  delegate,
  iterate,
  closeIterator,
  superMethod,
  disposables,
  t: simulation.tracking,
  read,
  write,
  method,
  variable,
  loop: loopGuard,
  /** What mocked resolved values are made with; see the preset. */
  environmentPromise,
  /** Decides what files are; to be set before any is loaded. */
  classifyFiles(classify: (name: string) => FileRole): void {
    siteTable.classifyWith(classify);
  },
  /** The functions that `lockstep` exports, and `exploreSubject` for the preset. */
  api: {
    choose,
    pause,
    idle,
    environment,
    mayCrash,
    isControlledRun,
    iterationSeed,
    nextStream,
    step,
    iteration,
    access,
    // Plain tests need none of these, so they are read when they are asked for: the build loads their modules then.
    get explore() {
      return explore;
    },
    get run() {
      return runExploration;
    },
    get tryIteration() {
      return tryIteration;
    },
    get exploreSubject() {
      return exploreSubject;
    },
    get replaySubject() {
      return replaySubject;
    },
    get bugFound() {
      return bugFound;
    },
    get registerStrategy() {
      return registerStrategy;
    },
    get strategies() {
      return strategies;
    },
  },
  /** Calls a body or a hook so that its own end is no environment operation. */
  enter<Result>(callback: () => Result): Result {
    const { agent } = simulation;
    agent.entering = true;
    try {
      return callback();
    } finally {
      agent.entering = false;
    }
  },
  /** The same, in the generator form of the function if it has one. */
  *enterDeep(callback: (...args: never[]) => unknown, self: unknown): Generator<unknown, unknown, unknown> {
    const { agent } = simulation;
    agent.entering = true;
    try {
      return yield* invoke(self, callback, []);
    } finally {
      agent.entering = false;
    }
  },
  /** The test file is over; the preset says it. */
  endContexts,
  /** How memfs is loaded, which keeps files in memory; the preset says it. */
  loadFilesWith,
  /** The virtual clock in the hands of the test; the preset gives it to fake timers. */
  manualClock,
  /** Around what reads and compiles code; the preset calls it. */
  loading,
  /** How workers of an iteration load their modules; set by the preset. */
  loadWorkersWith,
  /** All instrumented files that were loaded. */
  files: () => siteTable.list(),
  /** Replaces the realm's Promise, timers, Date, … by the controlled ones, for code that was not instrumented. */
  install(): void {
    replaceGlobals();
  },
};

/** Getters of `bindings` stay getters: each read looks at what the realm holds. */
const withBindings = Object.defineProperties(entries, Object.getOwnPropertyDescriptors(bindings)) as typeof entries &
  typeof bindings;
const made = Object.assign(withBindings, ownersFor(withBindings)) satisfies RuntimeObject;

export type Runtime = typeof made;

const realm = globalThis as unknown as Record<symbol, unknown>;
if (realm[KEY] === undefined) {
  Object.defineProperty(realm, KEY, { value: made, configurable: true });
  tagFunctions();
  replaceDefaultNow();
  replaceWeakMethods();
  replaceStackTraces();
  controlGrowing();
  registerFamily(ControlledPromise.prototype, (value) => (isControlled(value) ? 'Promise' : 'other'));
  registerFamily(AsyncGeneratorPrototype, (value) => (isControlledGenerator(value) ? 'AsyncGenerator' : 'other'));
  registerFamily(Function.prototype, kindOf);
}

/** The realm's runtime: the one that was installed first. */
export const runtime = realm[KEY] as Runtime;

export default runtime;

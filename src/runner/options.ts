// The options of an exploration: types and defaults. Validation is in `validate.ts`.

import type { FileFault } from '../host';
import type { StrategyFactory } from '../strategies/registry';
import type { Strategy } from '../strategies/strategy';

export type Model = 'auto' | 'host' | 'await';
export type StrategyName = 'portfolio' | 'random' | 'pct' | 'fair-pct' | 'idpct' | 'pos' | 'delay' | 'exhaustive';

/** What the option `strategy` may be. Names of `registerStrategy` are for the configuration and the environment variable. */
export type StrategyChoice = StrategyName | StrategyFactory | Strategy;

export interface ExploreOptions {
  /** Most schedules to run. Default 10000. */
  iterations?: number;
  /** Most time to spend, in real milliseconds, checked between iterations. Default 2000. 0: no limit. */
  timeBudget?: number;
  /**
   * Name of a strategy; or a function that makes one, which is called for each model that is explored (see `strategies`); or a strategy
   * of your own, where one model is explored or it keeps nothing from schedule to schedule. Default 'portfolio'.
   */
  strategy?: StrategyChoice;
  /**
   * With the default strategy: every second schedule is one of a search (see `strategy: 'exhaustive'`), and the exploration ends when the search
   * has run all schedules. Default true.
   */
  search?: boolean;
  /** 32-bit seed. Default: derived from the test's name, so that a test's schedules do not depend on its neighbours. */
  seed?: number;
  /** Events in one schedule: past half of them each operation gets its turn, and ten times as many are the verdict `step-bound`. Default 10000. */
  maxSteps?: number;
  /** What may be reordered; see docs/model.md. Default 'auto'. */
  model?: Model;
  /** What a latent finding does: one that only the model `await` makes. Default 'warn'. */
  latent?: 'warn' | 'fail' | 'off';
  /** What a data race does: accesses of two agents to shared memory that nothing orders. Default 'warn'. */
  dataRaces?: 'warn' | 'fail' | 'off';
  /** Longest virtual time, in ms, that an environment operation may take. Default Infinity. */
  maxLatency?: number;
  /** What a wait for native promises and other uncontrolled completions does. Default 'warn'. */
  uncontrolled?: 'warn' | 'error' | 'allow';
  /** Longest real time, in ms, that one uncontrolled completion is waited for before timers may fire or a potential deadlock is
   *  reported. Default 1000. */
  uncontrolledTimeout?: number;
  /** How far a worker's time of day may be ahead of the test's or behind it, in ms: it is that far off or not at all, by choice. Default 0. */
  clockSkew?: number;
  /** Longest real time, in ms, that a synchronous loop may run within one step. Default 2000. */
  syncTimeout?: number;
  /** Shrink a failing schedule. Real milliseconds to spend; 0: do not. Default 5000. */
  shrink?: number;
  /** A run that explored nothing (one schedule only, no choice) fails instead of passing. Default true. */
  mustExplore?: boolean;
  /** Where `node:fs` and `node:fs/promises` keep files in a schedule: on the disk, or in memory, fresh for each schedule. Default 'real'. */
  fs?: 'real' | 'memory';
  /** With `fs: 'memory'`: the files that there are, contents by path. Default: none but those of the project. */
  files?: Readonly<Record<string, string | Uint8Array>>;
  /** With `fs: 'memory'`: faults that calls may meet, by choice. Default: none. */
  fileFaults?: readonly FileFault[];
  /** Jest only: a fresh module registry and a fresh evaluation of the test file for every iteration. Default false. */
  isolate?: boolean;
  /** Run on the real event loop, for code that is not instrumented: disturbed, observed, never replayed. Default false. */
  native?: boolean;
}

/** `ExploreOptions` with every default filled in. */
export type ResolvedOptions = Required<ExploreOptions>;

export const DEFAULTS: Omit<ResolvedOptions, 'seed'> = {
  iterations: 10_000,
  timeBudget: 2000,
  strategy: 'portfolio',
  search: true,
  maxSteps: 10_000,
  model: 'auto',
  latent: 'warn',
  dataRaces: 'warn',
  maxLatency: Number.POSITIVE_INFINITY,
  uncontrolled: 'warn',
  uncontrolledTimeout: 1000,
  clockSkew: 0,
  syncTimeout: 2000,
  shrink: 5000,
  mustExplore: true,
  fs: 'real',
  files: {},
  fileFaults: [],
  isolate: false,
  native: false,
};

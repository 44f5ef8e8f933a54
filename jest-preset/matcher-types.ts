// The matchers for histories, as TypeScript sees them: on Jest's global `expect` and on the one of `@jest/globals`.

import type { BudgetOptions, EventInput, History, Model, OperationInput } from '../src/checkers';
import type { SessionGuarantee } from '../src/checkers/causal/guarantee';
import type { IsolationLevel } from '../src/checkers/transactions/level';

/** What the matchers take: a history, a recorder, or the events or the operations of a history. */
export type HistoryLike =
  | Pick<History, 'operations'>
  | { history(): Pick<History, 'operations'> }
  | readonly EventInput[]
  | readonly OperationInput[];

export interface MatcherOptions extends BudgetOptions {
  /** What a check does whose budget ends before it is decided: `fail` (default), `warn` on the console and pass, or `pass`. */
  readonly unknown?: 'fail' | 'warn' | 'pass';
}

export interface CausalOptions extends MatcherOptions {
  /** `CC`: causal consistency (default), `CCv`: causal convergence, `CM`: causal memory. */
  readonly variant?: 'CC' | 'CCv' | 'CM';
  /** What is read before the first write. Default: nothing, null or undefined. */
  readonly initial?: unknown;
}

export interface SessionOptions extends MatcherOptions {
  /** Which one. Default: all four. */
  readonly guarantee?: SessionGuarantee;
  /** What is read before the first write. Default: nothing, null or undefined. */
  readonly initial?: unknown;
}

/** @typeParam Return what a matcher returns: void, or a promise behind `resolves` */
export interface HistoryMatchers<Return> {
  /**
   * Every operation seems to happen at one moment between its call and its return.
   * @param model the sequential specification, such as `register()`
   */
  toBeLinearizable(model: Model, options?: MatcherOptions): Return;
  /**
   * The operations happen in some order that each process can explain by its own, whatever the clock says.
   * @param model the sequential specification, such as `register()`
   */
  toBeSequentiallyConsistent(model: Model, options?: MatcherOptions): Return;
  /** Reads and writes, each value written once: nobody sees an effect without its causes. */
  toBeCausallyConsistent(options?: CausalOptions): Return;
  /** Reads and writes, each value written once: monotonic reads and writes, read your writes, writes follow reads. */
  toSatisfySessionGuarantees(options?: SessionOptions): Return;
  /**
   * Transactions (`f: 'txn'`): no anomaly that the level forbids.
   * @param level Default: `serializable`
   */
  toSatisfyIsolation(level?: IsolationLevel, options?: MatcherOptions): Return;
}

declare global {
  namespace jest {
    interface Matchers<R, T = {}> extends HistoryMatchers<R> {}
  }
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends HistoryMatchers<R> {}
}

// Without it the module above is not looked for.
export type { Matchers as JestMatchers } from 'expect';

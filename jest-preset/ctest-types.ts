// The types of `ctest`, as users see them.

import type { ExploreOptions } from '../src/runner/options';

/** The body of a ctest: usually an async function. It may take a `done` callback, as Jest's tests may. */
export type CtestBody = (done: (reason?: unknown) => void) => unknown;

/** A table of cases, as in `test.each`: names are formatted by Jest (`%s`, `%p`, `$property`). */
export interface CtestEach {
  <Row extends readonly unknown[] | [unknown]>(table: readonly Row[]): CtestCases<(...row: [...Row]) => unknown>;
  <Case>(cases: readonly Case[]): CtestCases<(value: Case) => unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: the types of a template's columns cannot be known, and Jest's `test.each` has any
  (headings: TemplateStringsArray, ...values: unknown[]): CtestCases<(row: any) => unknown>;
}

export interface CtestCases<Body> {
  (name: string, body: Body): void;
  (name: string, options: ExploreOptions, body: Body): void;
}

export interface CtestVariant {
  /** @param name shown by Jest as given */
  (name: string, body: CtestBody): void;
  /** @param options for this test; they go before those of block, file and configuration */
  (name: string, options: ExploreOptions, body: CtestBody): void;
  readonly each: CtestEach;
}

/**
 * Defines a test whose body is run under many schedules; it fails if one of them fails, with a report and a trace that replays.
 * `beforeEach` and `afterEach` hooks run for every schedule.
 * @example
 * ctest('both deposits arrive', async () => {
 *   const account = new Account(0);
 *   await Promise.all([account.deposit(1), account.deposit(2)]);
 *   expect(account.balance).toBe(3);
 * });
 */
export interface Ctest extends CtestVariant {
  /** Of this file, only this test and others that are marked run. */
  readonly only: CtestVariant & { readonly failing: CtestVariant };
  /** Not run. */
  readonly skip: CtestVariant & { readonly failing: CtestVariant };
  /** Passes if a schedule fails, and fails if none does: for a known bug. */
  readonly failing: CtestVariant;
  /** A test to be written. */
  todo(name: string): void;
  /** Options for all ctests of the file (at top level) or of the describe block around the call. */
  configure(options: ExploreOptions): void;
}

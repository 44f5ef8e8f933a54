// `ctest`: defines a test that is explored under many schedules. Names, tables, `.only`, `.skip` and the like are Jest's own; here is
// only what turns the test that Jest adds into an exploration, and what can be said when that is impossible.

import type { ExploreOptions } from '../src/runner/options';
import { validateOptions } from '../src/runner/validate';
import { runtime } from '../src/runtime';
import { type Bridge, bridgeOf } from './bridge';
import { namePath } from './circus';
import type { Ctest, CtestBody, CtestVariant } from './ctest-types';
import { atTheCall } from './jest-error';

export type { Ctest, CtestBody, CtestEach } from './ctest-types';

type JestTest = (name: string, body: CtestBody) => void;

/** Jest's `test` or a member of it: `only`, `failing`, `only.each`, … */
type Member = (test: Record<string, never>) => unknown;

const GENERATORS = new Set(['GeneratorFunction', 'AsyncGeneratorFunction']);

function bridge(): Bridge {
  const found = bridgeOf(globalThis);
  if (found !== undefined && found.run !== null) return found;
  if (found !== undefined) {
    throw new Error(
      "ctest: Lockstep's test runner runs this file, but the set-up files of the preset have not run. Set `preset: 'lockstep'` in the Jest " +
        'configuration, or wrap the configuration in `withLockstep(…)`, in place of naming parts of the preset one by one.',
    );
  }
  throw new Error(
    typeof (globalThis as { expect?: unknown }).expect === 'function'
      ? "ctest: Jest runs this file without Lockstep's test runner. Set `preset: 'lockstep'` in the Jest configuration, or wrap the " +
          'configuration in `withLockstep(…)` if it has a preset or a `testRunner` of its own.'
      : "ctest can only be called in a test file that Jest runs with `preset: 'lockstep'`. Outside Jest, use `explore` or `run` from 'lockstep'.",
  );
}

function titled(name: unknown): string {
  return `ctest(${typeof name === 'string' ? JSON.stringify(name) : String(name)})`;
}

/** Jest would say that tests cannot be nested, once for each schedule. */
function refuseNesting(current: Bridge, name: unknown): void {
  if (current.running === null && !runtime.api.isControlledRun()) return;
  const around = current.running === null ? 'an exploration' : `"${namePath(current.running).join(' ')}"`;
  throw new Error(
    `${titled(name)} was called while ${around} runs. A ctest cannot be nested: define it in the file or in a describe block.`,
  );
}

function refuseUninstrumented(current: Bridge, name: unknown): void {
  if (current.isInstrumented(current.testPath)) return;
  throw new Error(
    `${titled(name)}: ${current.testPath} was not instrumented, so Lockstep controls nothing in it. Another \`transform\` of the Jest ` +
      "configuration (ts-jest, @swc/jest, babel-jest, …) comes before the preset's: wrap the configuration in `withLockstep(…)` from " +
      "'lockstep/jest-preset', or remove that transform.",
  );
}

function checkedBody(name: unknown, body: unknown): CtestBody {
  if (typeof body !== 'function') {
    throw new TypeError(
      `${titled(name)} needs a body: expected a function, got ${body === null ? 'null' : typeof body}.`,
    );
  }
  if (GENERATORS.has(Object.prototype.toString.call(body).slice(8, -1))) {
    throw new TypeError(
      `${titled(name)}: the body is a generator function, and Lockstep could not run a step of it. Use an async function.`,
    );
  }
  return body as CtestBody;
}

interface Given {
  readonly options: ExploreOptions;
  readonly body: CtestBody;
}

/** Sorts out `(name, body)` and `(name, options, body)`. */
function given(name: unknown, rest: readonly unknown[]): Given {
  if (rest.length === 2 && typeof rest[0] === 'function') {
    throw new TypeError(
      `${titled(name)}: the body must come last, got ${typeof rest[1]} after it. ` +
        (typeof rest[1] === 'number'
          ? 'A ctest has no time-out of its own; its time is limited by the option `timeBudget`.'
          : 'Write ctest(name, options, body).'),
    );
  }
  const body = checkedBody(name, rest.at(-1));
  return { body, options: rest.length > 1 ? validateOptions(rest[0], titled(name)) : {} };
}

/** Errors point at the call in the user's file. */
function reporting<Args extends unknown[]>(call: (...args: Args) => void): (...args: Args) => void {
  return (...args) => {
    try {
      call(...args);
    } catch (error) {
      throw atTheCall(error);
    }
  };
}

function define(member: Member, name: unknown, rest: readonly unknown[], table?: readonly unknown[]): void {
  const current = bridge();
  refuseNesting(current, name);
  refuseUninstrumented(current, name);
  const { options, body } = given(name, rest);
  const { test } = current;
  let add = member(test as unknown as Record<string, never>) as JestTest;
  if (table !== undefined) add = (add as unknown as (...table: readonly unknown[]) => JestTest)(...table);
  current.defining = options;
  try {
    add(name as string, body);
  } finally {
    current.defining = null;
  }
}

/** `ctest`, `ctest.only`, … : a definition with `each` on it. */
function definer(member: Member, eachMember: Member): CtestVariant {
  const add = reporting((name: unknown, ...rest: unknown[]) => define(member, name, rest));
  const each = (...table: unknown[]) =>
    reporting((name: unknown, ...rest: unknown[]) => define(eachMember, name, rest, table));
  return Object.assign(add, { each }) as unknown as CtestVariant;
}

/** Reads `only`, `only.failing`, … from Jest's `test`. */
function member(...path: string[]): Member {
  return (test) => path.reduce<unknown>((from, name) => (from as Record<string, unknown>)[name], test);
}

function variant(...path: string[]) {
  return definer(member(...path), member(...path, 'each'));
}

export const ctest = Object.assign(variant(), {
  only: Object.assign(variant('only'), { failing: variant('only', 'failing') }),
  skip: Object.assign(variant('skip'), { failing: variant('skip', 'failing') }),
  failing: variant('failing'),
  todo: reporting((name: string) => {
    const current = bridge();
    refuseNesting(current, name);
    (current.test as { todo(name: string): void }).todo(name);
  }),
  configure: reporting((options: ExploreOptions) => {
    const current = bridge();
    if (current.running !== null || runtime.api.isControlledRun()) {
      throw new Error(
        'ctest.configure was called while a test runs. Call it at the top of the file or of a describe block.',
      );
    }
    current.configure(validateOptions(options, 'ctest.configure'));
  }),
}) satisfies Ctest as Ctest;

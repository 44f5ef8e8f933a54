// The running iteration, as far as shared structures have to do with it. Without Lockstep's runtime, and outside an iteration, they are plain data.

import type { IterationApi, Realm } from '../abi';

const RUNTIME = Symbol.for('lockstep.runtime');

/** The realm's runtime while an iteration runs; null otherwise. */
export function running(): IterationApi | null {
  const api = (globalThis as unknown as Realm)[RUNTIME]?.api;
  return api?.isControlledRun() ? api : null;
}

/**
 * An operation touches a structure.
 * @param key the part of it; undefined: all of it
 * @param name what reports call the operation: `Table.insert`
 */
export function touch(structure: object, key: unknown, isWrite: boolean, value: unknown, name: string): void {
  running()?.access(structure, key, isWrite, value, name);
}

/** `operate` as an operation of something outside: at once or late, by choice, and then in one step. */
export function later<Result>(name: string, operate: () => Result): Promise<Result> {
  const begun = running()?.pause(name) ?? Promise.resolve();
  return begun.then(operate);
}

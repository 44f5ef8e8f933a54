// The asynchronous form of a structure: each operation as a promise, that of a store outside.

import { later } from './running';

type AnyFunction = (...args: never[]) => unknown;

/** The named methods of a structure, with promises for what they return. */
export type Promised<Structure, Name extends keyof Structure> = {
  readonly [Method in Name]: Structure[Method] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Result>
    : never;
};

export function promised<Structure extends object, Name extends keyof Structure & string>(
  structure: Structure,
  label: string,
  names: readonly Name[],
): Promised<Structure, Name> {
  const made: Record<string, unknown> = {};
  for (const name of names)
    made[name] = (...args: never[]) => later(`${label}.${name}`, () => (structure[name] as AnyFunction)(...args));
  return made as Promised<Structure, Name>;
}

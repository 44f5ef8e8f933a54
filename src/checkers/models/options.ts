// Validation of the options that the factories of models take.

import { didYouMean } from '../nearest-name';
import { describeValue } from '../values/describe';
import { valueKey } from '../values/key';

/** @throws TypeError for what is no object, and for an option that the factory does not know */
export function checkOptions(factory: string, given: unknown, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null) {
    throw new TypeError(`Expected the options of ${factory}() to be an object, got ${describeValue(given)}`);
  }
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const advice = didYouMean(name, known, '`');
    throw new TypeError(`${factory}() has no option \`${name}\`. It takes ${known.join(', ') || 'none'}${advice}`);
  }
}

/** @throws TypeError naming the option that cannot be used */
export function invalidOption(factory: string, name: string, expected: string, got: unknown): TypeError {
  return new TypeError(`Expected \`${name}\` of ${factory}() to be ${expected}, got ${describeValue(got)}`);
}

export function booleanOption(factory: string, name: string, given: unknown, fallback: boolean): boolean {
  if (given === undefined) return fallback;
  if (typeof given !== 'boolean') throw invalidOption(factory, name, 'true or false', given);
  return given;
}

/** A list of values that can be compared. */
export function listOption(factory: string, name: string, given: unknown): readonly unknown[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw invalidOption(factory, name, 'an array', given);
  comparableOption(factory, name, given);
  return [...given];
}

/** A value that can be compared; undefined is taken for null. */
export function comparableOption(factory: string, name: string, given: unknown): unknown {
  try {
    valueKey(given);
  } catch {
    throw invalidOption(factory, name, 'made of primitives, arrays and plain objects', given);
  }
  return given ?? null;
}

// What pictures are drawn of, and the checks of their options.

import type { Annotation } from '../history/annotation';
import type { Operation } from '../history/operation';

/** A history, or operations alone. */
export type Drawable =
  | readonly Operation[]
  | { readonly operations: readonly Operation[]; readonly annotations?: readonly Annotation[] };

/** Operations in order of their calls. @throws TypeError if it is neither a history nor operations */
export function historyOf(drawn: Drawable): {
  readonly operations: readonly Operation[];
  readonly annotations: readonly Annotation[];
} {
  const given: unknown = drawn;
  const operations = Array.isArray(given) ? given : (given as { operations?: unknown } | null | undefined)?.operations;
  if (!Array.isArray(operations) || operations.some((operation) => typeof operation?.call !== 'number')) {
    throw new TypeError('Expected a History or an array of operations to draw');
  }
  const annotations = ('annotations' in drawn ? drawn.annotations : undefined) ?? [];
  const sorted = operations.every((operation, index) => index === 0 || operations[index - 1].call <= operation.call);
  return { operations: sorted ? operations : operations.toSorted((a, b) => a.call - b.call), annotations };
}

/** @throws RangeError naming the option */
export function wholeNumber(name: string, given: unknown, fallback: number, least: number): number {
  if (given === undefined) return fallback;
  if (typeof given !== 'number' || !Number.isInteger(given) || given < least) {
    throw new RangeError(`Expected \`${name}\` to be a whole number of at least ${least}, got ${String(given)}`);
  }
  return given;
}

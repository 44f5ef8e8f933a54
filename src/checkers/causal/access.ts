// What an operation of a register or a map does to it: which value it found, which value it left.

import type { Operation } from '../history/operation';
import { valueKey } from '../values/key';

/** Values are comparable as by Map, and nothing there is null; undefined: nothing was read, or nothing was written. */
export interface Access {
  readonly found?: unknown;
  readonly left?: unknown;
}

/** An operation that says nothing about what is there: it did not happen, was refused, or nobody knows what it read. */
export const SILENT = 'silent';

/** An operation that is neither read nor write. */
export const FOREIGN = 'foreign';

/**
 * Reads are `read` and `get` (a refused one found nothing), writes `write` and `put`; `delete` writes the initial value, or found it if it says that nothing
 * was deleted. A successful `cas` reads and writes; one that replaces a value by itself only reads.
 * @param initial what is there at first, comparable as by Map
 */
export function accessOf(operation: Operation, initial: unknown): Access | typeof SILENT | typeof FOREIGN {
  const { f, input, output, outcome } = operation;
  if (outcome === 'fail' || outcome === 'blocked') return SILENT;
  const refused = outcome === 'mismatch' || (outcome === 'ok' && output === false);
  switch (f) {
    case 'read':
    case 'get':
      return outcome === 'info' ? SILENT : { found: valueOf(outcome === 'mismatch' ? null : output) };
    case 'write':
    case 'put':
      return outcome === 'mismatch' ? SILENT : { left: valueOf(input) };
    case 'delete':
      return refused ? { found: initial } : { left: initial };
    case 'cas':
      return refused ? SILENT : swap(input, outcome === 'info');
    default:
      return FOREIGN;
  }
}

function swap(input: unknown, unknown: boolean): Access | typeof SILENT | typeof FOREIGN {
  if (!Array.isArray(input) || input.length !== 2) return FOREIGN;
  const [found, left] = input.map(valueOf);
  if (found === left) return unknown ? SILENT : { found };
  return unknown ? { left } : { found, left };
}

/** A value as it is compared: nothing there is null. */
export function valueOf(value: unknown): unknown {
  return valueKey(value ?? null);
}

// A register: one cell that is read and written.

import { applyToCell, type CellAction, isPureOnCell, observedCells, readCell, writeCell } from './cell';
import { defineModel } from './define-model';
import type { Model } from './model';
import { checkOptions, comparableOption } from './options';

export interface RegisterOptions {
  /** What is read before the first write. Default: null, nothing. */
  readonly initial?: unknown;
}

/**
 * Operations: `read` -> value, `write(value)`. A read that returns undefined or null says that nothing is there; the result of a write is not looked at.
 * Values are compared deeply; undefined and null are one.
 * @throws TypeError for options it does not know or cannot use
 */
export function register(options: RegisterOptions = {}): Model {
  checkOptions('register', options, ['initial']);
  return defineModel<unknown, CellAction>({
    name: 'register',
    initial: comparableOption('register', 'initial', options.initial),
    operations: { read: readCell, write: writeCell },
    apply: (state, action) => applyToCell(state, action, 'the register'),
    pure: isPureOnCell,
    observes: observedCells,
    structure: 'register',
  });
}

// A register with compare-and-set.

import { applyToCell, type CellAction, compareAndSet, isPureOnCell, observedCells, readCell, writeCell } from './cell';
import { defineModel } from './define-model';
import type { Model } from './model';
import { checkOptions, comparableOption } from './options';
import type { RegisterOptions } from './register';

/**
 * Operations: `read` -> value, `write(value)`, `cas([from, to])`. A cas with outcome `mismatch` or result false was refused, as the register did not
 * hold `from`; any other result says that it took place. `fail` is for what never happened.
 * @throws TypeError for options it does not know or cannot use
 */
export function casRegister(options: RegisterOptions = {}): Model {
  checkOptions('casRegister', options, ['initial']);
  return defineModel<unknown, CellAction>({
    name: 'cas-register',
    initial: comparableOption('casRegister', 'initial', options.initial),
    operations: { read: readCell, write: writeCell, cas: compareAndSet },
    apply: (state, action) => applyToCell(state, action, 'the register'),
    pure: isPureOnCell,
    observes: observedCells,
    structure: 'register',
  });
}

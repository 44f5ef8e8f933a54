// A register that holds a string to which can be appended: one key of porcupine's key/value logs.

import { defineModel } from './define-model';
import {
  APPEND_REGISTER_OPERATIONS,
  applyToEntry,
  type EntryAction,
  isPureOnEntry,
  observedEntries,
} from './map-entry';
import type { Model } from './model';
import { checkOptions, comparableOption } from './options';
import type { RegisterOptions } from './register';

/**
 * Operations: `get` -> value, `put(value)`, `append(string)`. Appending to nothing is appending to ''.
 * @param options `initial` is what is read before the first put or append: '' in porcupine's logs, by default null, nothing
 * @throws TypeError for options it does not know or cannot use
 */
export function appendRegister(options: RegisterOptions = {}): Model {
  checkOptions('appendRegister', options, ['initial']);
  const initial = comparableOption('appendRegister', 'initial', options.initial);
  return defineModel<unknown, EntryAction>({
    name: 'append-register',
    initial,
    operations: APPEND_REGISTER_OPERATIONS,
    apply: (state, action) => applyToEntry(state, action, initial),
    pure: isPureOnEntry,
    observes: (action) => observedEntries(action, initial),
    structure: 'append-register',
  });
}

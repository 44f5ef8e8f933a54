// A map of independent keys: a key/value store.

import type { Operation } from '../history/operation';
import { type Association, describeAssociation, EMPTY, valueAt, withValue } from './association';
import { type CommonAction, defineModel, isCommon, type ReadAction, type Reading } from './define-model';
import { applyToEntry, ENTRY_OPERATIONS, type EntryAction, isPureOnEntry, observedEntries } from './map-entry';
import { Illegal, type Model, OneOf } from './model';
import { checkOptions, comparableOption } from './options';
import type { RegisterOptions } from './register';

type MapAction = readonly ['at', key: unknown, action: EntryAction];

/**
 * Operations, each about the key that the operation's `key` names: `get` -> value, `put(value)`, `append(string)`, `delete` -> whether it was there,
 * `has` -> true or false, `cas([from, to])`. Each key is checked alone. Results of put and append are not looked at, and of delete only true and false.
 * @param options `initial` is what an absent key reads as; putting it is deleting the key. '' in porcupine's logs, by default null, nothing
 * @throws TypeError for options it does not know or cannot use
 */
export function map(options: RegisterOptions = {}): Model<Association> {
  checkOptions('map', options, ['initial']);
  const absent = comparableOption('map', 'initial', options.initial);
  return defineModel<Association, MapAction>({
    name: 'map',
    initial: EMPTY,
    operations: Object.fromEntries(Object.entries(ENTRY_OPERATIONS).map(([f, read]) => [f, atKey(read)])),
    apply(state, [, key, action]) {
      const next = applyToEntry(valueAt(state, key, absent), action, absent);
      if (next instanceof Illegal) return next;
      if (next instanceof OneOf) return new OneOf(next.states.map((value) => withValue(state, key, value, absent)));
      return withValue(state, key, next, absent);
    },
    pure: ([, , action]) => isPureOnEntry(action),
    partition: ({ key }) => key,
    part: mapEntry(absent),
    describe: describeAssociation,
  });
}

function mapEntry(absent: unknown): Model {
  return defineModel<unknown, EntryAction>({
    name: 'map',
    initial: absent,
    operations: ENTRY_OPERATIONS,
    apply: (state, action) => applyToEntry(state, action, absent),
    pure: isPureOnEntry,
    observes: (action) => observedEntries(action, absent),
    structure: 'append-register',
  });
}

function atKey(read: ReadAction<EntryAction>): ReadAction<MapAction> {
  return (operation: Operation, reading: Reading): MapAction | CommonAction => {
    if (operation.key === undefined) throw reading.malformed('a `key`', undefined);
    const action = read(operation, reading);
    return isCommon(action) ? action : ['at', operation.key, action];
  };
}

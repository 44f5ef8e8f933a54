// A log: values are appended and keep their offsets.

import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';
import { sameValue } from '../values/same';
import { said } from './cell';
import type { Items } from './container';
import { type CommonAction, defineModel, NO_EFFECT, neverRefused, type Reading } from './define-model';
import { illegal, type Model } from './model';
import { checkOptions, listOption } from './options';
import { isUnknown, numberOf, orNothing } from './outcome';

export interface LogOptions {
  /** What it holds at the beginning. Default: nothing. */
  readonly initial?: readonly unknown[];
}

type LogAction =
  | readonly ['append', value: unknown, offset: number | null]
  | readonly ['read', offset: number, value: unknown]
  | readonly ['read all', values: Items]
  | readonly ['length', length: number];

/**
 * Operations: `append(x)` -> its offset (from 0; undefined or null: not looked at), `read(offset)` -> value (undefined, null or outcome `mismatch`: nothing
 * there), `readAll` -> the list, `length` -> n.
 * @throws TypeError for options it does not know or cannot use
 */
export function log(options: LogOptions = {}): Model<Items> {
  checkOptions('log', options, ['initial']);
  return defineModel<Items, LogAction>({
    name: 'log',
    initial: listOption('log', 'initial', options.initial).map(orNothing),
    operations: {
      append: (operation, reading) =>
        operation.outcome === 'mismatch'
          ? neverRefused(operation)
          : ['append', orNothing(operation.input), numberOf(operation, reading)],
      read: readOne,
      readAll,
      length: (operation, reading) => {
        if (operation.outcome === 'mismatch') return neverRefused(operation);
        const length = numberOf(operation, reading);
        return length === null ? NO_EFFECT : ['length', length];
      },
    },
    apply(values, action) {
      switch (action[0]) {
        case 'append': {
          const [, value, offset] = action;
          const isNext = offset === null || offset === values.length;
          return isNext ? [...values, value] : illegal(`it got offset ${offset}, but the next is ${values.length}`);
        }
        case 'read': {
          const [, offset, value] = action;
          const held = orNothing(values[offset]);
          const there = held === null ? 'nothing' : describeValue(held);
          return sameValue(held, value)
            ? values
            : illegal(`${said('read', value)}, but at offset ${offset} there is ${there}`);
        }
        case 'read all':
          return sameValue(values, action[1])
            ? values
            : illegal(`read ${describeValue(action[1])}, but the log holds ${describeValue(values)}`);
        case 'length':
          return values.length === action[1]
            ? values
            : illegal(`the result is ${action[1]}, but the length is ${values.length}`);
      }
    },
    pure: ([name]) => name !== 'append',
    structure: 'log',
  });
}

function readOne(operation: Operation, reading: Reading): LogAction | CommonAction {
  const { input, output, outcome } = operation;
  if (!Number.isSafeInteger(input) || (input as number) < 0) {
    throw reading.malformed('an input that is an offset: an integer, 0 or more', input);
  }
  if (isUnknown(operation)) return NO_EFFECT;
  return ['read', input as number, outcome === 'mismatch' ? null : orNothing(output)];
}

function readAll(operation: Operation, reading: Reading): LogAction | CommonAction {
  const { output, outcome } = operation;
  if (outcome === 'mismatch') return neverRefused(operation);
  if (isUnknown(operation) || output === undefined || output === null) return NO_EFFECT;
  if (!Array.isArray(output)) throw reading.malformed('a result that is an array', output);
  return ['read all', Array.from(output, orNothing)];
}

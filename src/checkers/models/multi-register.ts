// Several registers that are read and written together.

import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';
import { sameValue } from '../values/same';
import { type Association, describeAssociation, EMPTY, valueAt, withValue } from './association';
import { readCell, said, writeCell } from './cell';
import { type CommonAction, defineModel, NO_EFFECT, neverRefused, type Reading } from './define-model';
import { illegal, type Model } from './model';
import { checkOptions, comparableOption } from './options';
import { isUnknown, orNothing } from './outcome';
import { type RegisterOptions, register } from './register';

type Access = readonly [kind: 'r' | 'w', key: unknown, value: unknown];
type MultiRegisterAction = readonly ['together', accesses: readonly Access[]];

/**
 * Operations: `txn([['r', key, null], ['w', key, value], …])` -> the same list with the reads filled in, all at once; `read` -> value and `write(value)` of
 * the register that the operation's `key` names. As long as there is no `txn`, each register is checked alone.
 * A txn with result undefined or null tells nothing of its reads.
 * @param options `initial` is what every register holds before it is written
 * @throws TypeError for options it does not know or cannot use
 */
export function multiRegister(options: RegisterOptions = {}): Model<Association> {
  checkOptions('multiRegister', options, ['initial']);
  const initial = comparableOption('multiRegister', 'initial', options.initial);
  return defineModel<Association, MultiRegisterAction>({
    name: 'multi-register',
    initial: EMPTY,
    operations: {
      read: (operation, reading) => {
        const key = keyOf(operation, reading);
        const action = readCell(operation);
        return action[0] === 'read' ? ['together', [['r', key, action[1]]]] : action;
      },
      write: (operation, reading) => {
        const key = keyOf(operation, reading);
        const action = writeCell(operation);
        return action[0] === 'write' ? ['together', [['w', key, action[1]]]] : action;
      },
      txn: transaction,
    },
    apply(state, [, accesses]) {
      let next = state;
      for (const [kind, key, value] of accesses) {
        const held = valueAt(next, key, initial);
        if (kind === 'w') next = withValue(next, key, value, initial);
        else if (!sameValue(held, value)) {
          const name = describeValue(key);
          return illegal(`${said('read', value)} from ${name}, but ${name} holds ${describeValue(held)}`);
        }
      }
      return next;
    },
    pure: ([, accesses]) => accesses.every(([kind]) => kind === 'r'),
    partition: ({ f, key }) => (f === 'txn' ? undefined : key),
    part: register({ initial }),
    describe: describeAssociation,
  });
}

function keyOf(operation: Operation, reading: Reading): unknown {
  if (operation.key === undefined) throw reading.malformed('a `key` that names the register', undefined);
  return operation.key;
}

const KINDS: Readonly<Record<string, 'r' | 'w'>> = { r: 'r', read: 'r', w: 'w', write: 'w' };

function transaction(operation: Operation, reading: Reading): MultiRegisterAction | CommonAction {
  const { input, output, outcome } = operation;
  const asked = accessesOf(input, 'an input', reading);
  if (outcome === 'mismatch') return neverRefused(operation);
  const isSilent = isUnknown(operation) || output === undefined || output === null;
  const answered = isSilent ? null : accessesOf(output, 'a result', reading);
  if (answered !== null && answered.length !== asked.length) {
    throw reading.malformed('a result with as many entries as the input', output);
  }
  const accesses = asked.flatMap((access, index): Access[] => {
    if (access[0] === 'w') return [access];
    return answered === null ? [] : [['r', access[1], answered[index]?.[2]]];
  });
  return accesses.length === 0 ? NO_EFFECT : ['together', accesses];
}

function accessesOf(list: unknown, what: string, reading: Reading): readonly Access[] {
  const expected = `${what} that is a list of ['r', key, value] and ['w', key, value]`;
  if (!Array.isArray(list)) throw reading.malformed(expected, list);
  return list.map((access): Access => {
    const kind = Array.isArray(access) && Object.hasOwn(KINDS, String(access[0])) ? KINDS[access[0]] : undefined;
    if (kind === undefined || access[1] === undefined) throw reading.malformed(expected, list);
    return [kind, access[1], orNothing(access[2])];
  });
}

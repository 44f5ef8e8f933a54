// One entry of a map: a cell that can also be appended to and deleted. A key that is absent reads as the initial value,
// and a result of nothing says that it is absent.

import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';
import { sameValue } from '../values/same';
import { applyToCell, type CellAction, compareAndSet, isPureOnCell, observedCells, readCell, writeCell } from './cell';
import { type CommonAction, NO_EFFECT, type ReadAction, type Reading } from './define-model';
import { illegal, type StepResult } from './model';
import { answerOf, effectOf } from './outcome';

export type EntryAction =
  | CellAction
  | readonly ['append', text: string]
  | readonly ['refused append', text: string]
  | readonly ['delete']
  | readonly ['expect', isThere: boolean]
  | readonly ['take'];

export const APPEND_REGISTER_OPERATIONS: Readonly<Record<string, ReadAction<EntryAction>>> = {
  get: readCell,
  put: writeCell,
  append,
};

export const ENTRY_OPERATIONS: Readonly<Record<string, ReadAction<EntryAction>>> = {
  ...APPEND_REGISTER_OPERATIONS,
  delete: (operation) => {
    const effect = effectOf(operation);
    if (effect === null) return ['delete'];
    return effect ? ['take'] : ['expect', false];
  },
  has: (operation, reading) => {
    const answer = answerOf(operation, reading);
    return answer === null ? NO_EFFECT : ['expect', answer];
  },
  cas: compareAndSet,
};

function append(operation: Operation, reading: Reading): EntryAction | CommonAction {
  const { input, outcome } = operation;
  if (typeof input !== 'string') throw reading.malformed('an input that is a string', input);
  return [outcome === 'mismatch' ? 'refused append' : 'append', input];
}

/** @param absent the value of a key that is not there */
export function applyToEntry(state: unknown, action: EntryAction, absent: unknown): StepResult<unknown> {
  switch (action[0]) {
    case 'append': {
      if (state === null) return action[1];
      return typeof state === 'string'
        ? state + action[1]
        : illegal(`it appends to ${describeValue(state)}, which is no string`);
    }
    case 'refused append':
      return state === null || typeof state === 'string' ? illegal('append was refused, but there is a string') : state;
    case 'delete':
      return absent;
    case 'take':
    case 'expect': {
      const isThere = !sameValue(state, absent);
      if (action[0] === 'take')
        return isThere ? absent : illegal('it says that it deleted the key, but the key is absent');
      if (isThere === action[1]) return state;
      return illegal(
        isThere
          ? `the result says that the key is absent, but it holds ${describeValue(state)}`
          : 'the result says that the key is there, but it is absent',
      );
    }
    default:
      return applyToCell(state, withAbsent(action, absent), 'the key');
  }
}

export function isPureOnEntry(action: EntryAction): boolean {
  switch (action[0]) {
    case 'append':
      return false;
    case 'refused append':
    case 'expect':
      return true;
    case 'delete':
    case 'take':
      return false;
    default:
      return isPureOnCell(action);
  }
}

/** @param absent the value of a key that is not there */
export function observedEntries(action: EntryAction, absent: unknown): readonly unknown[] | undefined {
  switch (action[0]) {
    case 'append':
    case 'refused append':
      return undefined;
    case 'delete':
      return [];
    case 'take':
    case 'expect':
      return [absent];
    default:
      return observedCells(withAbsent(action, absent));
  }
}

/** Nothing stands for the value of an absent key: a get that found none, a put of null, a cas that expects none. */
function withAbsent(action: CellAction, absent: unknown): CellAction {
  if (absent === null) return action;
  const [name, ...values] = action;
  return [name, ...values.map((value) => value ?? absent)] as unknown as CellAction;
}

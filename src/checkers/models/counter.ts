// A counter of whole numbers.

import type { Operation } from '../history/operation';
import { type CommonAction, defineModel, NO_EFFECT, neverRefused, type Reading } from './define-model';
import { illegal, type Model } from './model';
import { checkOptions, invalidOption } from './options';
import { numberOf } from './outcome';

export interface CounterOptions {
  /** A safe integer. Default: 0. */
  readonly initial?: number;
}

type CounterAction =
  | readonly ['add', amount: number]
  | readonly ['add at', amount: number, before: number]
  | readonly ['read', value: number];

/**
 * Operations: `increment(n = 1)` (Jepsen's name for it is `add`), `decrement(n = 1)`, `read` -> n, `incrementAndGet(n = 1)` -> the sum, `getAndIncrement(n = 1)` -> what was there before.
 * Amounts and results are safe integers, so that no order of additions loses digits. A result undefined or null was not looked at.
 * @throws TypeError for options it does not know or cannot use
 */
export function counter(options: CounterOptions = {}): Model<number> {
  checkOptions('counter', options, ['initial']);
  const { initial = 0 } = options;
  if (!Number.isSafeInteger(initial)) throw invalidOption('counter', 'initial', 'a safe integer', initial);
  return defineModel<number, CounterAction>({
    name: 'counter',
    initial,
    operations: {
      increment: (operation, reading) => add(operation, amountOf(operation, reading)),
      add: (operation, reading) => add(operation, amountOf(operation, reading)),
      decrement: (operation, reading) => add(operation, -amountOf(operation, reading)),
      incrementAndGet: (operation, reading) => exchange(operation, reading, true),
      getAndIncrement: (operation, reading) => exchange(operation, reading, false),
      read: (operation, reading) => {
        if (operation.outcome === 'mismatch') return neverRefused(operation);
        const value = numberOf(operation, reading);
        return value === null ? NO_EFFECT : ['read', value];
      },
    },
    apply(state, action) {
      switch (action[0]) {
        case 'add':
          return state + action[1];
        case 'add at':
          return state === action[2]
            ? state + action[1]
            : illegal(`it found ${action[2]}, but the counter is at ${state}`);
        case 'read':
          return state === action[1] ? state : illegal(`read ${action[1]}, but the counter is at ${state}`);
      }
    },
    pure: ([name, amount]) => name === 'read' || amount === 0,
  });
}

function add(operation: Operation, amount: number): readonly ['add', number] | CommonAction {
  return operation.outcome === 'mismatch' ? neverRefused(operation) : ['add', amount];
}

function exchange(operation: Operation, reading: Reading, returnsSum: boolean): CounterAction | CommonAction {
  const amount = amountOf(operation, reading);
  const result = numberOf(operation, reading);
  if (operation.outcome === 'mismatch' || result === null) return add(operation, amount);
  return ['add at', amount, returnsSum ? result - amount : result];
}

function amountOf({ input }: Operation, reading: Reading): number {
  if (input === undefined || input === null) return 1;
  if (!Number.isSafeInteger(input)) throw reading.malformed('an input that is a safe integer, or none for 1', input);
  return input as number;
}

// How the built-in models are written: each operation is read into an action, which holds all that the step depends on.

import type { Operation } from '../history/operation';
import { NoKeyError, valueKey } from '../values/key';
import { illegal, type Model, type StepResult } from './model';
import { incomparableOperation, malformedOperation, unknownOperation } from './operation-error';

/**
 * What an operation does or says, in normal form: a name and values. Operations with equal actions step alike in every state, because a step sees
 * nothing else; so the key of the action is the signature.
 */
export type Action = readonly [name: string, ...values: unknown[]];

/** Leaves every state as it is: a read whose result nobody knows. */
export const NO_EFFECT = ['no effect'] as const;

/** Cannot happen in any state. */
export type Impossible = readonly ['impossible', reason: string];

export type CommonAction = typeof NO_EFFECT | Impossible;

/** An operation that never refuses was refused. */
export function neverRefused({ f }: Operation): Impossible {
  return ['impossible', `${f} was refused, but it never is`];
}

/** What the reader of an operation may ask for. */
export interface Reading {
  /** The error of an operation that is not as it should be. */
  malformed(expected: string, got: unknown): Error;
}

export type ReadAction<Own extends Action> = (operation: Operation, reading: Reading) => Own | CommonAction;

export interface Specification<State, Own extends Action> {
  readonly name: string;
  readonly initial: State;
  /** By the operations' names. */
  readonly operations: Readonly<Record<string, ReadAction<Own>>>;
  apply(state: State, action: Own): StepResult<State>;
  pure(action: Own): boolean;
  observes?(action: Own): readonly State[] | undefined;
  partition?(operation: Operation): unknown;
  readonly part?: Model;
  readonly structure?: Model['structure'];
  key?(state: State): unknown;
  describe?(state: State): string;
}

/** @throws (the model's methods) OperationError for an operation that the model does not know or that is malformed */
export function defineModel<State, Own extends Action>(specification: Specification<State, Own>): Model<State> {
  const { name, initial, operations, apply, pure, observes, partition, part, structure, describe } = specification;
  const readers = new Map(Object.entries(operations));

  function actionOf(operation: Operation): Own | CommonAction {
    const read = readers.get(operation.f);
    if (read === undefined) throw unknownOperation(name, operation, [...readers.keys()]);
    return read(operation, { malformed: (expected, got) => malformedOperation(name, operation, expected, got) });
  }

  const model: Model<State> = {
    name,
    init: () => initial,
    step(state, operation) {
      const action = actionOf(operation);
      if (isCommon(action)) return action[0] === 'impossible' ? illegal(action[1]) : state;
      return apply(state, action);
    },
    pure(operation) {
      const action = actionOf(operation);
      return isCommon(action) || pure(action);
    },
    signature(operation) {
      const action = actionOf(operation);
      try {
        return actionKey(action);
      } catch (error) {
        throw error instanceof NoKeyError ? incomparableOperation(name, operation, error.message) : error;
      }
    },
    key: specification.key ?? valueKey,
  };
  if (observes !== undefined) {
    model.observes = (operation) => {
      const action = actionOf(operation);
      return isCommon(action) ? [] : observes(action);
    };
  }
  if (partition !== undefined) {
    model.partition = (operation) => {
      actionOf(operation);
      return partition(operation);
    };
  }
  if (describe !== undefined) model.describe = describe;
  return Object.assign(model, part && { part }, structure && { structure });
}

/** Most actions have one value, a number or a string: short for them (100 ns instead of 250, for each operation of a history). */
function actionKey(action: Action): unknown {
  if (action.length === 2) {
    const value = action[1];
    if (typeof value === 'number') return `${action[0]} ${value}`;
    if (typeof value === 'string') return `${action[0]} "${value}`;
  }
  return valueKey(action);
}

export function isCommon(action: Action): action is CommonAction {
  return action[0] === 'no effect' || action[0] === 'impossible';
}

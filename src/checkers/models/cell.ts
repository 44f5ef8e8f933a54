// One cell that holds a value or nothing (null): what registers and the entries of a map have in common.

import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';
import { sameValue } from '../values/same';
import { type CommonAction, NO_EFFECT, neverRefused, type Reading } from './define-model';
import { illegal, type StepResult } from './model';
import { isRefused, isUnknown, orNothing } from './outcome';

export type CellAction =
  | readonly ['read', value: unknown]
  | readonly ['write', value: unknown]
  | readonly ['cas', from: unknown, to: unknown]
  | readonly ['cas or not', from: unknown, to: unknown]
  | readonly ['refused cas', from: unknown];

/** A result undefined or null, or a refusal, says that nothing was there. */
export function readCell(operation: Operation): readonly ['read', unknown] | CommonAction {
  if (isUnknown(operation)) return NO_EFFECT;
  return ['read', operation.outcome === 'mismatch' ? null : orNothing(operation.output)];
}

/** Known or not: what a write leaves behind does not depend on its result. */
export function writeCell(operation: Operation): readonly ['write', unknown] | CommonAction {
  return operation.outcome === 'mismatch' ? neverRefused(operation) : ['write', orNothing(operation.input)];
}

/**
 * An unknown cas is a successful one: where it would be refused it changes nothing, and an order without it is legal exactly if the order with it is,
 * as it may be left out. A blocked one could go on in any state, refused or not.
 * @throws OperationError if the input is not [from, to]
 */
export function compareAndSet(operation: Operation, reading: Reading): CellAction {
  const { input } = operation;
  if (!Array.isArray(input) || input.length !== 2) throw reading.malformed('an input [from, to]', input);
  const [from, to] = input.map(orNothing);
  if (isRefused(operation)) return ['refused cas', from];
  return [operation.outcome === 'blocked' ? 'cas or not' : 'cas', from, to];
}

/** @param noun what holds the value, for reasons: `the register` */
export function applyToCell(state: unknown, action: CellAction, noun: string): StepResult<unknown> {
  const [name, value] = action;
  const met = name === 'write' || sameValue(state, value);
  switch (name) {
    case 'read':
      return met ? state : illegal(`${said('read', value)}, but ${holds(noun, state)}`);
    case 'write':
      return value;
    case 'cas':
      return met ? action[2] : illegal(`it expects ${describeValue(value)}, but ${holds(noun, state)}`);
    case 'cas or not':
      return met ? action[2] : state;
    case 'refused cas':
      return met ? illegal(`it was refused, but ${holds(noun, state)}, which is what it expected`) : state;
  }
}

/** Exact for each action: from any two other states it is illegal in both, leaves both as they are, or leads to the same. */
export function observedCells(action: CellAction): readonly unknown[] {
  return action[0] === 'write' ? [] : [action[1]];
}

export function isPureOnCell(action: CellAction): boolean {
  const [name, from, to] = action;
  if (name === 'cas' || name === 'cas or not') return sameValue(from, to);
  return name !== 'write';
}

export function said(verb: string, value: unknown): string {
  return value === null ? `${verb} nothing` : `${verb} ${describeValue(value)}`;
}

function holds(noun: string, state: unknown): string {
  return state === null ? `${noun} is empty` : `${noun} holds ${describeValue(state)}`;
}

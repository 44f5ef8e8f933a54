// A model as a set of registers, where it is one: what the polynomial parts of the check may rely on.

import type { Operation } from '../history/operation';
import type { Model } from '../models/model';
import { partOf } from '../search/part-of';
import { valueKey } from '../values/key';

export interface Registers {
  /** What each register holds at first. */
  readonly initial: unknown;
  /** Which register an operation is about, comparable as by Map. */
  registerOf(operation: Operation): unknown;
}

const STRUCTURES: readonly unknown[] = ['register', 'append-register'];

/** @returns null if the model is no set of registers, or if an operation is about several of them */
export function registersOf(model: Model, operations: readonly Operation[]): Registers | null {
  if (model.partition === undefined) {
    return STRUCTURES.includes(model.structure) ? { initial: model.init(), registerOf: () => null } : null;
  }
  const { part } = model;
  if (!part || !STRUCTURES.includes(part.structure)) return null;
  if (operations.some((operation) => partOf(model, operation) === undefined)) return null;
  return { initial: part.init(), registerOf: (operation) => valueKey(partOf(model, operation)) };
}

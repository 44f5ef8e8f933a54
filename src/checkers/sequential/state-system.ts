// The transition system that a search over positions works on, and which one a model gets.

import type { Operation } from '../history/operation';
import type { Model } from '../models/model';
import { InternedSystem } from '../search/interned-system';
import { partOf } from '../search/part-of';
import type { TransitionSystem } from '../search/transition-system';
import { valueKey } from '../values/key';
import { ProductSystem } from './product-system';

export interface StateSystem extends TransitionSystem {
  /** Operations of one kind step alike. */
  kindOf(operation: Operation): number;
  /** Whether operations of the kind leave every state as it is. */
  isPure(kind: number): boolean;
  /** The states behind the last result, if that was BRANCHES or below. */
  branches(result: number): readonly number[];
}

/** Part by part if each operation works on one part of the object, so that a state does not grow with the number of parts. */
export function stateSystem(model: Model, operations: readonly Operation[]): StateSystem {
  const parts = partsOf(model, operations);
  return parts ? new ProductSystem(model.part ?? model, parts) : new InternedSystem(model);
}

/** The number of the part of each operation; null if there is one part only, or an operation that works on several. */
function partsOf(model: Model, operations: readonly Operation[]): ReadonlyMap<Operation, number> | null {
  if (!model.partition) return null;
  const numbers = new Map<unknown, number>();
  const parts = new Map<Operation, number>();
  for (const operation of operations) {
    const part = partOf(model, operation);
    if (part === undefined) return null;
    const name = valueKey(part);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    parts.set(operation, number);
  }
  return numbers.size > 1 ? parts : null;
}

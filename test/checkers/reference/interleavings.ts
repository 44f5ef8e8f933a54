// The definition of sequential consistency, tried out: every interleaving of the processes, no memory, no shortcut.

import type { Model, Operation } from '../../../src/checkers';
import { Illegal } from '../../../src/checkers';
import { successors } from './wing-gong';

/**
 * Whether some legal order of all completed and any of the unknown operations keeps the order of each process and leaves every blocked one disabled. An unknown
 * operation comes at any time after what its process completed before it.
 */
export function someInterleavingIsLegal<State>(operations: readonly Operation[], model: Model<State>): boolean {
  const real = operations.filter(({ outcome }) => outcome !== 'fail');
  const blocked = real.filter(({ outcome }) => outcome === 'blocked');
  const placeable = real.filter(({ outcome }) => outcome !== 'blocked');
  return search(placeable, model.init());

  function search(remaining: readonly Operation[], state: State): boolean {
    const done = remaining.every(({ outcome }) => outcome === 'info');
    if (done && blocked.every((operation) => model.step(state, operation) instanceof Illegal)) return true;
    return remaining.some((operation) => {
      const waits = remaining.some(
        (other) => other.outcome !== 'info' && other.process === operation.process && other.index < operation.index,
      );
      if (waits) return false;
      const rest = remaining.filter((other) => other !== operation);
      return successors(model, state, operation).some((next) => search(rest, next));
    });
  }
}

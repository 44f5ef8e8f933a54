// The definition of linearizability, tried out: every order that real time allows, no memory, no shortcut. The judge of every other check.

import type { Model, Operation } from '../../../src/checkers';
import { Illegal, OneOf } from '../../../src/checkers';

/** Whether some legal order of all completed and any of the unknown operations respects real time and leaves every blocked one disabled. */
export function wingGong<State>(operations: readonly Operation[], model: Model<State>): boolean {
  const real = operations.filter(({ outcome }) => outcome !== 'fail');
  const blocked = real.filter(({ outcome }) => outcome === 'blocked');
  const placeable = real.filter(({ outcome }) => outcome !== 'blocked');
  return search(placeable, model.init());

  function search(remaining: readonly Operation[], state: State): boolean {
    const done = remaining.every(({ outcome }) => outcome === 'info');
    if (done && blocked.every((operation) => model.step(state, operation) instanceof Illegal)) return true;
    const firstReturn = Math.min(...remaining.map((operation) => operation.return));
    return remaining.some((operation) => {
      if (operation.call > firstReturn) return false;
      const rest = remaining.filter((other) => other !== operation);
      return successors(model, state, operation).some((next) => search(rest, next));
    });
  }
}

/** The states that may follow. */
export function successors<State>(model: Model<State>, state: State, operation: Operation): readonly State[] {
  const result = model.step(state, operation);
  if (result instanceof Illegal) return [];
  return result instanceof OneOf ? result.states : [result];
}

// Where an order of operations leads, for people: a state behind it, described, and which blocked operations could happen there.

import type { Operation } from '../history/operation';
import { Illegal, type Model, OneOf } from '../models/model';
import type { Candidate } from '../result';
import { describeValue } from '../values/describe';

/** States that are followed where a model may go several ways. */
const WAYS = 100;

/** One state that a legal order can lead to. */
export function stateBehind(model: Model, order: readonly Operation[]): unknown {
  let states: readonly unknown[] = [model.init()];
  for (const operation of order) {
    states = states.flatMap((state) => statesAfter(model, state, operation)).slice(0, WAYS);
  }
  return states[0];
}

function statesAfter(model: Model, state: unknown, operation: Operation): readonly unknown[] {
  const result = model.step(state, operation);
  if (result instanceof Illegal) return [];
  return result instanceof OneOf ? result.states : [result];
}

export function describeState(model: Model, state: unknown): string {
  return model.describe?.(state) ?? describeValue(state);
}

/** What should be waiting at the end, and would not have to. */
export function possibleThoughBlocked(model: Model, state: unknown, blocked: readonly Operation[]): Candidate[] {
  return blocked
    .filter((operation) => !(model.step(state, operation) instanceof Illegal))
    .map((operation) => ({ operation, reason: 'it is blocked, but could happen in this state' }));
}

// Where the search for a sequentially consistent order got furthest, for people: the order, a state behind it, and what each process would do next.

import type { Operation } from '../history/operation';
import { Illegal, type Model, OneOf } from '../models/model';
import type { Candidate, StuckState } from '../result';
import { describeValue } from '../values/describe';
import type { Threads } from './threads';

/** Processes whose next operation is explained. */
const SHOWN = 50;

/** States that are followed where a model may go several ways. */
const WAYS = 100;

/** @param order the longest legal order that was found */
export function stuckState({ sequences, blocked }: Threads, order: readonly Operation[], model: Model): StuckState {
  const placed = new Set(order);
  const state = stateBehind(model, order);
  const next = sequences.flatMap((sequence) => sequence.find((operation) => !placed.has(operation)) ?? []);
  next.sort((a, b) => a.index - b.index);
  const candidates =
    next.length > 0
      ? next.map((operation) => candidate(model, state, operation))
      : blocked
          .filter((operation) => !(model.step(state, operation) instanceof Illegal))
          .map((operation) => ({ operation, reason: 'it is blocked, but could happen in this state' }));
  return {
    order,
    state: model.describe?.(state) ?? describeValue(state),
    blockedBy: next[0] ?? null,
    candidates: candidates.slice(0, SHOWN),
  };
}

function candidate(model: Model, state: unknown, operation: Operation): Candidate {
  const result = model.step(state, operation);
  if (result instanceof Illegal) return { operation, reason: result.reason };
  return { operation, reason: 'possible, but no order of the rest explains every result after it' };
}

/** One state that the order can lead to. */
function stateBehind(model: Model, order: readonly Operation[]): unknown {
  let states: readonly unknown[] = [model.init()];
  for (const operation of order)
    states = states.flatMap((state) => statesAfter(model, state, operation)).slice(0, WAYS);
  return states[0];
}

function statesAfter(model: Model, state: unknown, operation: Operation): readonly unknown[] {
  const result = model.step(state, operation);
  if (result instanceof Illegal) return [];
  return result instanceof OneOf ? result.states : [result];
}

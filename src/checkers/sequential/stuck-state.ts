// Where the search for a sequentially consistent order got furthest, for people: the order, a state behind it, and what each process would do next.

import type { Operation } from '../history/operation';
import { Illegal, type Model } from '../models/model';
import type { Candidate, StuckState } from '../result';
import { describeState, possibleThoughBlocked, stateBehind } from '../search/state-behind';
import type { Threads } from './threads';

/** Processes whose next operation is explained. */
const SHOWN = 50;

/** @param order the longest legal order that was found */
export function stuckState({ sequences, blocked }: Threads, order: readonly Operation[], model: Model): StuckState {
  const placed = new Set(order);
  const state = stateBehind(model, order);
  const next = sequences.flatMap((sequence) => sequence.find((operation) => !placed.has(operation)) ?? []);
  next.sort((a, b) => a.index - b.index);
  const candidates =
    next.length > 0
      ? next.map((operation) => candidate(model, state, operation))
      : possibleThoughBlocked(model, state, blocked);
  return {
    order,
    state: describeState(model, state),
    blockedBy: next[0] ?? null,
    candidates: candidates.slice(0, SHOWN),
  };
}

function candidate(model: Model, state: unknown, operation: Operation): Candidate {
  const result = model.step(state, operation);
  if (result instanceof Illegal) return { operation, reason: result.reason };
  return { operation, reason: 'possible, but no order of the rest explains every result after it' };
}

// Where a search gets stuck, for people: the longest legal order, the state behind it, and why nothing that is open can be next.

import type { Operation } from '../history/operation';
import { Illegal, type Model, OneOf } from '../models/model';
import type { Candidate, StuckState } from '../result';
import { describeState, possibleThoughBlocked, stateBehind } from '../search/state-behind';
import { describeOperation } from '../values/describe-operation';
import { type FurthestPoint, JustInTimeSearch } from './just-in-time';
import { makePart, type PartHistory } from './make-part';
import type { Part } from './part';

/** Configurations for finding the furthest point again: enough for all but histories that are hard to refute. */
const EFFORT = 50_000;
/** Bytes for that. */
const MEMORY = 2 ** 26;
/** Candidates that are explained. */
const SHOWN = 50;

/** @param furthest point of a search that was made; null: it is searched for now, as it is where searches look ahead */
export function stuckStateOf(history: PartHistory, furthest: FurthestPoint | null): StuckState | null {
  const part = makePart(history, false);
  const point = furthest ?? searchFor(part);
  return point === null ? null : stuckAt(part, point);
}

function searchFor(part: Part): FurthestPoint | null {
  const search = new JustInTimeSearch(part, { order: 'return' });
  return search.run(EFFORT, MEMORY) === 'ok' ? null : search;
}

/** The same search, asked to come so far and no further, gives the order. */
function stuckAt(part: Part, { deepest, options }: FurthestPoint): StuckState | null {
  const prefix = new JustInTimeSearch(part, { ...options, limit: deepest });
  if (prefix.run(EFFORT, MEMORY) !== 'ok') return null;
  const order = prefix.order().map((operation) => part.operations[operation] as Operation);
  const state = stateBehind(part.model, order);
  const blockedBy = returningAt(part, deepest);
  return {
    order,
    state: describeState(part.model, state),
    blockedBy,
    candidates: candidates(part, order, state, blockedBy),
  };
}

function returningAt({ operations }: Part, position: number): Operation | null {
  const completed = operations.filter((operation) => operation.return !== Number.POSITIVE_INFINITY);
  const byReturn = completed.sort((a, b) => a.return - b.return || a.index - b.index);
  return byReturn[position] ?? null;
}

function candidates(part: Part, order: readonly Operation[], state: unknown, blockedBy: Operation | null): Candidate[] {
  const { model } = part;
  if (blockedBy === null) return possibleThoughBlocked(model, state, part.blocked).slice(0, SHOWN);
  const placed = new Set(order);
  const open = part.operations.filter((operation) => operation.call <= blockedBy.return && !placed.has(operation));
  const first = open.filter((operation) => operation !== blockedBy);
  return [blockedBy, ...first]
    .slice(0, SHOWN)
    .map((operation) => ({ operation, reason: reasonAgainst(model, state, operation, blockedBy) }));
}

function reasonAgainst(model: Model, state: unknown, operation: Operation, blockedBy: Operation): string {
  const result = model.step(state, operation);
  if (result instanceof Illegal) return result.reason;
  const after = result instanceof OneOf ? result.states[0] : result;
  const then = model.step(after, blockedBy);
  const why = then instanceof Illegal ? `: ${then.reason}` : '';
  return `possible, but ${describeOperation(blockedBy)} still has no place after it${why}`;
}

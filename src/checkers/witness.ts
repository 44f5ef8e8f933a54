// The judge of every order that a search gives as its proof: shares nothing with the searches but the model.

import type { Operation } from './history/operation';
import { Illegal, type Model, OneOf } from './models/model';
import { ModelError } from './models/model-error';
import { NoKeyError, valueKey } from './values/key';

/** The order between operations that a criterion demands. */
export type Precedence =
  /** What returned before another was called comes before it. */
  | 'real time'
  /** The operations of a process come in the order of their calls; what nobody saw end comes after those that it followed. */
  | 'process order';

/**
 * Replays an order, in O(n) calls of the model for deterministic models. Every operation that completed (`ok`, `mismatch`) must be in it exactly once,
 * every `info` one at most once, no `fail` and no `blocked` one; the precedence must be kept; the model must accept each step (of a model that may go several
 * ways, one way must lead to the end), and in a final state no blocked operation may be possible.
 * @param operations all of the part that was checked, in order of their calls
 * @param order what a search gave
 * @returns null if the order explains the history, else why it does not
 */
export function replayWitness<State>(
  operations: readonly Operation[],
  order: readonly Operation[],
  model: Model<State>,
  precedence: Precedence,
): string | null {
  return (
    missingOrRepeated(operations, order) ??
    (precedence === 'real time' ? againstRealTime(order) : againstProcessOrder(operations, order)) ??
    refusedByModel(operations, order, model)
  );
}

/** @throws ModelError if the order, which a search believes in, does not explain the history */
export function demandWitness<State>(
  operations: readonly Operation[],
  order: readonly Operation[],
  model: Model<State>,
  precedence: Precedence,
): void {
  const problem = replayWitness(operations, order, model, precedence);
  if (problem === null) return;
  throw new ModelError(
    `The order found for the model "${model.name}" does not hold when it is replayed: ${problem}. A hook of the model (\`pure\`, \`signature\`, ` +
      '`key`, `observes`, `partition`) promises what `step` does not keep: `testModel` finds out which.',
  );
}

function missingOrRepeated(operations: readonly Operation[], order: readonly Operation[]): string | null {
  const placed = order.length <= FEW ? new FewOperations(order) : new Set(order);
  if (placed.size !== order.length) return 'an operation is in the order twice';
  let found = 0;
  for (const operation of operations) {
    const here = placed.has(operation);
    if (here) found++;
    const { outcome } = operation;
    if (here && (outcome === 'fail' || outcome === 'blocked'))
      return `${name(operation)} is in the order, but ${outcome}`;
    if (!here && (outcome === 'ok' || outcome === 'mismatch')) return `${name(operation)} is not in the order`;
  }
  return found === order.length ? null : 'the order has an operation of another history';
}

/** Up to so many a search through all is faster than a Set. */
const FEW = 32;

class FewOperations {
  readonly size: number;

  constructor(private readonly order: readonly Operation[]) {
    this.size = order.every((operation, index) => order.indexOf(operation) === index) ? order.length : -1;
  }

  has(operation: Operation): boolean {
    return this.order.includes(operation);
  }
}

/** Whoever comes later must not have returned before the latest call so far. */
function againstRealTime(order: readonly Operation[]): string | null {
  let latest: Operation | undefined;
  for (const operation of order) {
    if (latest && operation.return < latest.call)
      return `${name(operation)} returned before ${name(latest)} was called`;
    if (!latest || operation.call > latest.call) latest = operation;
  }
  return null;
}

function againstProcessOrder(operations: readonly Operation[], order: readonly Operation[]): string | null {
  /** How many completed operations of its process come before an operation in the history. */
  const rank = new Map<Operation, number>();
  const counts = new Map<unknown, number>();
  for (const operation of operations) {
    const { process, outcome } = operation;
    const count = counts.get(process) ?? 0;
    rank.set(operation, count);
    if (outcome === 'ok' || outcome === 'mismatch') counts.set(process, count + 1);
  }
  const placed = new Map<unknown, number>();
  for (const operation of order) {
    const before = placed.get(operation.process) ?? 0;
    const expected = rank.get(operation) as number;
    const open = operation.outcome === 'info';
    if (open ? before < expected : before !== expected) {
      return `${name(operation)} is not in the order of its process`;
    }
    if (!open) placed.set(operation.process, before + 1);
  }
  return null;
}

function refusedByModel<State>(
  operations: readonly Operation[],
  order: readonly Operation[],
  model: Model<State>,
): string | null {
  const blocked = operations.filter(({ outcome }) => outcome === 'blocked');
  let state = model.init();
  for (let position = 0; position < order.length; position++) {
    const operation = order[position] as Operation;
    const result = model.step(state, operation);
    if (result instanceof Illegal) return `${name(operation)} cannot follow: ${result.reason}`;
    if (result instanceof OneOf) return refusedByBranches(blocked, order.slice(position), model, state);
    state = result;
  }
  return possibleThough(blocked, [state], model);
}

/** The same where a step may lead to several states: one of the ways must lead to the end. */
function refusedByBranches<State>(
  blocked: readonly Operation[],
  order: readonly Operation[],
  model: Model<State>,
  start: State,
): string | null {
  let states: readonly State[] = [start];
  for (const operation of order) {
    const refusals: string[] = [];
    const next = states.flatMap((state) => {
      const result = model.step(state, operation);
      if (result instanceof OneOf) return result.states;
      if (!(result instanceof Illegal)) return [result];
      refusals.push(result.reason);
      return [];
    });
    if (next.length === 0) return `${name(operation)} cannot follow: ${refusals[0]}`;
    states = next.length === 1 ? next : distinct(next, model);
  }
  return possibleThough(blocked, states, model);
}

/** Why no final state leaves every blocked operation without a place; null if one does. */
function possibleThough<State>(
  blocked: readonly Operation[],
  states: readonly State[],
  model: Model<State>,
): string | null {
  const quiet = states.some((state) => blocked.every((operation) => model.step(state, operation) instanceof Illegal));
  return quiet ? null : `${name(blocked[0] as Operation)} is blocked, but possible in the final state`;
}

/** One of each state, where the model's states can be compared. */
function distinct<State>(states: readonly State[], model: Model<State>): readonly State[] {
  const byKey = new Map<unknown, State>();
  try {
    for (const state of states) byKey.set(model.key ? model.key(state) : valueKey(state), state);
  } catch (error) {
    if (error instanceof NoKeyError) return states;
    throw error;
  }
  return [...byKey.values()];
}

function name({ index, f }: Operation): string {
  return `operation ${index} (${f})`;
}

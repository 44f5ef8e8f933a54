// The frame of the checks of queues, stacks and priority queues: what is found before their own rules are looked at, and what unknown removals mean.

import type { Operation } from '../../../history/operation';
import type { Model } from '../../../models/model';
import { describeValue } from '../../../values/describe';
import { named, violation } from '../describe-pattern';
import { stateAfter } from '../initial-value';
import type { PolynomialOutcome } from '../polynomial';
import type { Container } from './container-operation';
import { evidence } from './evidence';
import { isConflict, type Lifetimes, readLifetimes, removedOnly, type ValueConflict } from './lifetimes';
import { takenTooOften } from './taken-too-often';

/**
 * The frame of the three checks. A removal with unknown result may not have happened, so an order without it is a proof; it may only have removed a value
 * that nobody is known to have removed, so a contradiction among the other values is a proof too. Between the two, and with repeated values, only more coming
 * out than went in is seen, and else the history is declined.
 * @param decide for histories without unknown removals
 */
export function checkContainer(
  operations: readonly Operation[],
  model: Model,
  container: Container,
  decide: (lifetimes: Lifetimes) => PolynomialOutcome,
): PolynomialOutcome {
  return checkDistinct(operations, model, container, decide) ?? takenTooOften(operations, model, container);
}

function checkDistinct(
  operations: readonly Operation[],
  model: Model,
  container: Container,
  decide: (lifetimes: Lifetimes) => PolynomialOutcome,
): PolynomialOutcome {
  const lifetimes = readLifetimes(operations, container);
  if (lifetimes === null || !startsEmpty(model, operations, container)) return null;
  if (isConflict(lifetimes)) return conflictOutcome(lifetimes, container);
  if (!lifetimes.waiting.every((removal) => waitsOnlyIfEmpty(model, removal, lifetimes.insertions[0]))) return null;
  const outcome = leftOver(lifetimes) ?? decide(lifetimes);
  if (outcome === null || outcome.verdict === 'ok' || !lifetimes.unknownRemovals) return outcome;
  const certain = decide(removedOnly(lifetimes));
  return certain?.verdict === 'violation' ? certain : null;
}

/** Whether the model takes a removal that finds nothing there for legal at first. */
function startsEmpty(model: Model, operations: readonly Operation[], { remove }: Container): boolean {
  const any = operations[0];
  if (any === undefined) return true;
  const probe: Operation = { ...any, f: remove, input: undefined, output: null, outcome: 'ok', error: undefined };
  return stateAfter(model, model.init(), probe) !== undefined;
}

/** Whether the removal cannot go on when nothing is there and can when something is. */
function waitsOnlyIfEmpty(model: Model, waiting: Operation, insertion: Operation | undefined): boolean {
  if (stateAfter(model, model.init(), waiting) !== undefined) return false;
  if (insertion === undefined) return true;
  const full = stateAfter(model, model.init(), { ...insertion, outcome: 'ok' });
  return full !== undefined && stateAfter(model, full.state, waiting) !== undefined;
}

/** Nothing may be left at the end if somebody is still waiting for it. */
function leftOver(lifetimes: Lifetimes): PolynomialOutcome {
  const [waiting] = lifetimes.waiting;
  const value = lifetimes.removals.indexOf(null);
  if (waiting === undefined || value < 0) return null;
  const text = `${named(waiting)} although ${describeValue(lifetimes.insertions[value]!.input)} was there and nobody took it`;
  return violation('blocked while not empty', text, [waiting, ...evidence(lifetimes, [value])]);
}

function conflictOutcome({ kind, operations }: ValueConflict, { insert, remove }: Container): PolynomialOutcome {
  const [first, ...others] = operations as [Operation, ...Operation[]];
  const value = describeValue(kind === 'from nowhere' ? first.output : first.input);
  switch (kind) {
    case 'from nowhere':
      return violation('value from nowhere', `no ${insert} of ${value} explains ${named(first)}`, operations);
    case 'removed twice':
      return violation(
        'removed twice',
        `${others.map(named).join(' and ')} have only one ${insert} of ${value}`,
        operations,
      );
    case 'seen too early':
      return violation(
        'seen before it was there',
        `${named(others[0]!)} returned before ${named(first)} was called`,
        operations,
      );
    case 'seen too late':
      return violation(
        'seen after it was removed',
        `${named(others[1]!)} was called after the ${remove} of ${value} had returned`,
        operations,
      );
  }
}

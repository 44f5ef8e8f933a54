// Faults between the operations of clients: what a nemesis does.

import { recipesOf } from './combine';
import { OperationGenerator } from './generator';
import type { Pull, Recipe } from './recipe';

/** When a fault comes; exactly one of the three. */
export type FaultTiming =
  /** After every so many operations of clients. */
  | { readonly every: number }
  /** Before the operations of clients with these 0-based numbers. */
  | { readonly at: readonly number[] }
  /** Before each operation of a client with this chance, 0 to 1. */
  | { readonly probability: number };

/**
 * The operations of `clients` with `faults` in between, which are marked as such. Ends when the clients end; where the faults end first, the clients go
 * on undisturbed.
 * @throws RangeError if the timing cannot be used
 * @example
 * generate.withFaults(clients, generate.each([{ f: 'crash' }, { f: 'restart' }]).cycle(), { every: 10 })
 */
export function withFaults(
  clients: OperationGenerator,
  faults: OperationGenerator,
  timing: FaultTiming,
): OperationGenerator {
  const [work, trouble] = recipesOf([clients, faults?.asFaults?.()], 'withFaults(clients, faults, timing)') as [
    Recipe,
    Recipe,
  ];
  return new OperationGenerator(disturbed(work, trouble, dueBy(timing), 0, false));
}

type IsDue = (number: number, pull: Pull) => boolean;

/** @param settled the fault before the coming operation has been handed out or there is none */
function disturbed(work: Recipe, trouble: Recipe, isDue: IsDue, number: number, settled: boolean): Recipe {
  return (pull) => {
    const answer = work(pull);
    if (typeof answer === 'string') return answer;
    if (!settled && isDue(number, pull)) {
      const fault = trouble(pull);
      if (typeof fault !== 'string')
        return { operation: fault.operation, rest: disturbed(work, fault.rest, isDue, number, true) };
    }
    return { operation: answer.operation, rest: disturbed(answer.rest, trouble, isDue, number + 1, false) };
  };
}

function dueBy(timing: FaultTiming): IsDue {
  const { every, at, probability } = timing as { every?: unknown; at?: unknown; probability?: unknown };
  const given = [every, at, probability].filter((value) => value !== undefined).length;
  if (given === 1 && isNumberFrom(every)) return (number) => number > 0 && number % every === 0;
  if (given === 1 && Array.isArray(at) && at.every((number) => isNumberFrom(number, 0))) {
    const numbers = new Set(at);
    return (number) => numbers.has(number);
  }
  if (given === 1 && typeof probability === 'number' && probability >= 0 && probability <= 1)
    return (_, { random }) => random.next() < probability;
  throw new RangeError(
    'withFaults expects one of { every: an integer from 1 }, { at: a list of numbers of operations } and { probability: 0 to 1 }, ' +
      `got ${JSON.stringify(timing)}`,
  );
}

function isNumberFrom(value: unknown, least = 1): value is number {
  return Number.isInteger(value) && (value as number) >= least;
}

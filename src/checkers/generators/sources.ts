// Generators that begin with operations: one after the other, drawn at random, drawn by weight.

import { describeValue } from '../values/describe';
import { OperationGenerator } from './generator';
import { checkedSources, type OperationSource, requestFrom } from './operation';
import type { Recipe } from './recipe';

/** Each of the operations once, in this order. A function is called for its one operation. */
export function each(operations: readonly OperationSource[]): OperationGenerator {
  const sources = checkedSources(operations, 'each(operations)');
  const from =
    (index: number): Recipe =>
    ({ random, process }) => {
      const source = sources[index];
      if (source === undefined) return 'done';
      return { operation: requestFrom(source, random, process), rest: from(index + 1) };
    };
  return new OperationGenerator(from(0));
}

/**
 * One of the operations each time, all equally likely, without end: add `take(n)`.
 * @example
 * generate.random([{ f: 'read' }, (random) => ({ f: 'write', input: random.below(5) })]).take(20)
 */
export function random(operations: readonly OperationSource[]): OperationGenerator {
  const sources = checkedSources(operations, 'random(operations)');
  const recipe: Recipe = ({ random, process }) => ({
    operation: requestFrom(random.pick(sources), random, process),
    rest: recipe,
  });
  return new OperationGenerator(recipe);
}

/**
 * One of the operations each time, with the chances that the weights have, without end.
 * @param choices pairs of an operation and its weight, an integer from 0
 * @throws RangeError if a weight cannot be used or all are 0
 */
export function weighted(choices: readonly (readonly [OperationSource, number])[]): OperationGenerator {
  const what = 'weighted(choices)';
  if (!Array.isArray(choices) || !choices.every(Array.isArray))
    throw new TypeError(`${what} expects a list of pairs, an operation and its weight, got ${describeValue(choices)}`);
  const sources = checkedSources(
    choices.map(([source]) => source),
    what,
  );
  const weights = choices.map(([, weight]) => weight as number);
  const wrong = weights.find((weight) => !Number.isInteger(weight) || weight < 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (wrong !== undefined || total === 0 || total > 2 ** 32)
    throw new RangeError(`${what} expects integers from 0 as weights, not all of them 0, got ${weights.join(', ')}`);
  const recipe: Recipe = ({ random, process }) => {
    let left = random.below(total);
    const index = weights.findIndex((weight) => (left -= weight) < 0);
    return { operation: requestFrom(sources[index] as OperationSource, random, process), rest: recipe };
  };
  return new OperationGenerator(recipe);
}

// Generators made of several: mixed, one after the other, one after the other with everybody waiting in between.

import { describeValue } from '../values/describe';
import { OperationGenerator } from './generator';
import type { Answer, Pull, Recipe } from './recipe';

export interface MixOptions {
  /** `random`: each time one of those that go on, all equally likely (default). `in-turn`: each in turn. */
  readonly order?: 'random' | 'in-turn';
}

const ORDERS = ['random', 'in-turn'];

/**
 * Operations of several generators, one generator chosen each time. One that has ended, or has nothing for the process that asks, is passed over;
 * the mix ends when the *last* of them ends.
 */
export function mix(
  generators: readonly OperationGenerator[],
  { order = 'random' }: MixOptions = {},
): OperationGenerator {
  if (!ORDERS.includes(order))
    throw new RangeError(`mix(generators) expects the order ${ORDERS.join(' or ')}, got ${String(order)}`);
  return new OperationGenerator(mixing(recipesOf(generators, 'mix(generators)'), order, 0));
}

/** Each generator when the one before it has ended. Processes may still be busy with the last operations of the one before. */
export function sequence(...generators: readonly OperationGenerator[]): OperationGenerator {
  return new OperationGenerator(following(recipesOf(generators, 'sequence(...generators)'), false));
}

/** Each generator when the one before it has ended *and* all its operations have. */
export function phases(...generators: readonly OperationGenerator[]): OperationGenerator {
  return new OperationGenerator(following(recipesOf(generators, 'phases(...generators)'), true));
}

/** @throws TypeError if it is no list of generators */
export function recipesOf(generators: readonly OperationGenerator[], who: string): readonly Recipe[] {
  const wrong = (generators as readonly unknown[]).find(
    (generator) => typeof (generator as OperationGenerator | null)?.recipe !== 'function',
  );
  if (wrong !== undefined || generators.length === 0)
    throw new TypeError(
      `${who} expects generators, such as generate.random([…]), got ${generators.length === 0 ? 'none' : describeValue(wrong)}`,
    );
  return generators.map(({ recipe }) => recipe);
}

function mixing(recipes: readonly Recipe[], order: 'random' | 'in-turn', turn: number): Recipe {
  return (pull) => {
    const left = recipes.map((_, index) => index);
    let waits = false;
    while (left.length > 0) {
      const at = order === 'random' ? pull.random.below(left.length) : firstFrom(left, turn);
      const [index = 0] = left.splice(at, 1);
      const answer = (recipes[index] as Recipe)(pull);
      if (answer === 'wait') waits = true;
      else if (answer !== 'done') {
        const rest = mixing(recipes.with(index, answer.rest), order, (index + 1) % recipes.length);
        return { operation: answer.operation, rest };
      }
    }
    return waits ? 'wait' : 'done';
  };
}

/** Position in `left` of the first generator whose turn it is. */
function firstFrom(left: readonly number[], turn: number): number {
  const found = left.findIndex((index) => index >= turn);
  return Math.max(found, 0);
}

function following(recipes: readonly Recipe[], together: boolean): Recipe {
  return (pull: Pull): Answer => {
    for (const [index, recipe] of recipes.entries()) {
      if (index > 0 && together && pull.busy > 0) return 'wait';
      const answer = recipe(pull);
      if (answer === 'wait') return answer;
      if (answer !== 'done')
        return { operation: answer.operation, rest: following([answer.rest, ...recipes.slice(index + 1)], together) };
    }
    return 'done';
  };
}

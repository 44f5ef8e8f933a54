// Generators that care who asks.

import type { ProcessId } from '../history/operation';
import { recipesOf } from './combine';
import { OperationGenerator } from './generator';
import type { Recipe } from './recipe';

/**
 * A generator of its own for each process; it ends when all of them have. A process whose generator has ended has nothing to do until then.
 * @param generatorFor called once for each process, when it first asks
 * @example
 * generate.perProcess((process) => generate.each([{ f: 'write', input: process }, { f: 'read' }]))
 */
export function perProcess(generatorFor: (process: ProcessId) => OperationGenerator): OperationGenerator {
  if (typeof generatorFor !== 'function')
    throw new TypeError(
      `perProcess(generatorFor) expects a function from a process to a generator, got ${typeof generatorFor}`,
    );
  const made = (process: ProcessId) => recipesOf([generatorFor(process)], 'perProcess(generatorFor)')[0] as Recipe;
  return new OperationGenerator(apart(new Map(), made));
}

function apart(current: ReadonlyMap<ProcessId, Recipe>, made: (process: ProcessId) => Recipe): Recipe {
  return (pull) => {
    const recipeOf = (process: ProcessId) => current.get(process) ?? made(process);
    const answer = recipeOf(pull.process)(pull);
    if (answer === 'wait') return answer;
    if (answer !== 'done') {
      const rest = apart(new Map(current).set(pull.process, answer.rest), made);
      return { operation: answer.operation, rest };
    }
    const others = pull.processes.filter((process) => process !== pull.process);
    const over = others.every((process) => recipeOf(process)({ ...pull, process }) === 'done');
    return over ? 'done' : 'wait';
  };
}

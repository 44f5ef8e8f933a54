// A generator of operations: what a test does, written down. It never changes, has no seed, and gives nothing until a stream of it is begun.

import { type GeneratedOperation, type OperationRequest, requestFrom } from './operation';
import { NOTHING, type Recipe } from './recipe';
import { OperationStream, type StreamOptions } from './stream';

/** Operations refused in a row before `filter` gives up. */
const MOST_REFUSED = 10_000;

export class OperationGenerator implements Iterable<GeneratedOperation> {
  /** @param recipe for combinators; users begin with `generate.random` and the like */
  constructor(readonly recipe: Recipe) {}

  /** The first `n` operations of each run through it, faults included. @throws RangeError if `n` is no integer from 0 */
  take(n: number): OperationGenerator {
    return new OperationGenerator(taking(this.recipe, count('take(n)', n)));
  }

  /** All of it `times` times, one after the other. @throws RangeError if `times` is no integer from 0 */
  repeat(times: number): OperationGenerator {
    return new OperationGenerator(repeating(this.recipe, this.recipe, count('repeat(times)', times)));
  }

  /** All of it again and again. One that gives nothing ends at once. */
  cycle(): OperationGenerator {
    return new OperationGenerator(repeating(this.recipe, this.recipe, Number.POSITIVE_INFINITY));
  }

  /** Each operation changed. A fault stays a fault. @throws TypeError, when asked, if `change` returns no operation */
  map(change: (operation: GeneratedOperation) => OperationRequest): OperationGenerator {
    return new OperationGenerator(mapping(this.recipe, change));
  }

  /**
   * Only the operations that `keeps` accepts; the others are as if they had never been there.
   * @throws Error, when asked, if it refuses 10,000 in a row
   */
  filter(keeps: (operation: GeneratedOperation) => boolean): OperationGenerator {
    return new OperationGenerator(filtering(this.recipe, keeps));
  }

  /** Marks all operations as faults: done to the system, not asked of it. `withFaults` does so by itself. */
  asFaults(): OperationGenerator {
    return new OperationGenerator(marking(this.recipe));
  }

  /** A stream of it with a seed. Two streams with the same seed and label are the same. */
  start(options?: StreamOptions): OperationStream {
    return OperationStream.start(this.recipe, options);
  }

  /** Calls `visit` with each operation of a new stream, in order. */
  each(visit: (operation: GeneratedOperation, index: number) => void, options?: StreamOptions): void {
    let index = 0;
    for (const operation of this.start(options)) visit(operation, index++);
  }

  /** The operations of a new stream with default options. */
  [Symbol.iterator](): Iterator<GeneratedOperation> {
    return this.start()[Symbol.iterator]();
  }
}

function count(what: string, n: number): number {
  if (Number.isInteger(n) && n >= 0) return n;
  throw new RangeError(`${what} expects a number of times as an integer from 0, got ${String(n)}`);
}

function taking(recipe: Recipe, left: number): Recipe {
  if (left === 0) return NOTHING;
  return (pull) => {
    const answer = recipe(pull);
    if (typeof answer === 'string') return answer;
    return { operation: answer.operation, rest: taking(answer.rest, left - 1) };
  };
}

function repeating(whole: Recipe, current: Recipe, left: number): Recipe {
  if (left === 0) return NOTHING;
  return (pull) => {
    let answer = current(pull);
    let times = left;
    if (answer === 'done') {
      answer = --times === 0 ? 'done' : whole(pull);
    }
    if (typeof answer === 'string') return answer;
    return { operation: answer.operation, rest: repeating(whole, answer.rest, times) };
  };
}

function mapping(recipe: Recipe, change: (operation: GeneratedOperation) => OperationRequest): Recipe {
  return (pull) => {
    const answer = recipe(pull);
    if (typeof answer === 'string') return answer;
    const { fault } = answer.operation;
    const changed = requestFrom(change(answer.operation), pull.random, pull.process);
    return { operation: { ...changed, fault }, rest: mapping(answer.rest, change) };
  };
}

function marking(recipe: Recipe): Recipe {
  return (pull) => {
    const answer = recipe(pull);
    if (typeof answer === 'string') return answer;
    return { operation: { ...answer.operation, fault: true }, rest: marking(answer.rest) };
  };
}

function filtering(recipe: Recipe, keeps: (operation: GeneratedOperation) => boolean): Recipe {
  return (pull) => {
    let rest = recipe;
    for (let refused = 0; refused < MOST_REFUSED; refused++) {
      const answer = rest(pull);
      if (typeof answer === 'string') return answer;
      if (keeps(answer.operation)) return { operation: answer.operation, rest: filtering(answer.rest, keeps) };
      rest = answer.rest;
    }
    throw new Error(
      `The filter of a generator refused ${MOST_REFUSED} operations in a row: it accepts none, or too few to go on.`,
    );
  };
}

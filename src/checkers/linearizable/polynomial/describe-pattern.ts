// The words of a pattern: operations named so that a reader finds them again, each of them once, in order of their calls.

import type { Operation } from '../../history/operation';
import type { Pattern } from '../../result';
import { describeOperation } from '../../values/describe-operation';
import type { PolynomialOutcome } from './polynomial';

/** `read -> 1 by process 2 (operation 4)` */
export function named(operation: Operation): string {
  return `${describeOperation(operation)} by process ${operation.process} (operation ${operation.index})`;
}

/** The verdict `violation`, with the operations that contradict each other in any order and possibly repeated. */
export function violation(name: string, text: string, operations: Iterable<Operation>): PolynomialOutcome {
  const distinct = [...new Set(operations)].sort((one, other) => one.call - other.call || one.index - other.index);
  const pattern: Pattern = { name, text, operations: distinct };
  return { verdict: 'violation', pattern };
}

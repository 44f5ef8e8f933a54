// A conflict between blocks, told as a pattern.

import type { Operation } from '../../../history/operation';
import { named, violation } from '../describe-pattern';
import type { PolynomialOutcome } from '../polynomial';
import type { BlockConflict } from './contiguous-blocks';

/**
 * @param isRead whether the operation only observes
 * @param support the operations that an operation's result rests on (the write of the value it read, and so on down to the root), itself included
 */
export function blockViolation(
  operations: readonly Operation[],
  conflict: BlockConflict,
  isRead: (index: number) => boolean,
  support: (index: number) => readonly number[],
): PolynomialOutcome {
  const told = (index: number) => named(operations[index]!);
  const all = (indices: readonly number[]) => indices.flatMap(support).map((index) => operations[index]!);
  if (conflict.kind === 'inside') {
    const { first, second } = conflict;
    const text = `${told(first)} has to come before ${told(second)}, but was called after that had returned`;
    const name = isRead(first) ? 'stale read' : isRead(second) ? 'read before write' : 'writes out of order';
    return violation(name, text, all([first, second]));
  }
  const { returned, called, returnedToo, calledToo } = conflict;
  const back = `${told(returnedToo)} returned before ${told(calledToo)} was called`;
  if (returned < 0) {
    const text = `what was there at first cannot come back, but ${back}`;
    return violation('initial value comes back', text, all([returnedToo, calledToo]));
  }
  const text =
    `operations on one value stand together, so one value comes wholly before the other; but ` +
    `${told(returned)} returned before ${told(called)} was called, and ${back}`;
  return violation('values interleave', text, all([returned, called, returnedToo, calledToo]));
}

// Compares a transactional check with the definitions, level by level.

import type { History, Operation } from '../../../src/checkers';

import { ISOLATION_LEVELS, type IsolationLevel, includedLevels } from '../../../src/checkers/transactions/level';
import type { TransactionResult } from '../../../src/checkers/transactions/result';
import { hasLevel } from './isolation';

/** All but read uncommitted, whose definition is about histories and not about what clients see. */
export const DEFINED_LEVELS = ISOLATION_LEVELS.filter((level) => level !== 'read-uncommitted');

/**
 * @returns the levels that were left open
 * @throws Error telling the history for a verdict that is wrong
 */
export function compareWithDefinitions(
  history: History,
  check: (history: History, level: IsolationLevel) => TransactionResult,
  seed: number,
): IsolationLevel[] {
  const { operations } = history;
  const violated: IsolationLevel[] = [];
  return DEFINED_LEVELS.filter((level) => {
    const { verdict, reason } = check(history, level);
    const expected = violated.some((weaker) => includedLevels(level).has(weaker)) || !hasLevel(operations, level);
    if (expected) violated.push(level);
    if (verdict === 'unknown') return true;
    if (verdict === (expected ? 'violation' : 'ok')) return false;
    throw new Error(
      `seed ${seed}: ${level} is ${expected ? 'violated' : 'kept'}, found ${verdict} (${reason}) in\n${show(operations)}`,
    );
  });
}

export function show(operations: readonly Operation[]): string {
  return operations
    .map(({ process, outcome, call, return: end, input, output }) =>
      JSON.stringify([process, outcome, call, end, output ?? input]),
    )
    .join('\n');
}

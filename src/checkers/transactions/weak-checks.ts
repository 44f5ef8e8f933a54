// Read committed, read atomic and causal consistency of transactions with the order of processes, as Biswas & Enea (OOPSLA'19) define them.

import type { History } from '../history/history';
import type { IsolationLevel } from './level';
import { checkListAppend } from './list-append';
import type { TransactionOptions } from './options';
import { checkRegisters } from './read-write-register';
import type { TransactionResult } from './result';
import { kindOf } from './transaction-kind';

export interface WeakOptions extends Omit<TransactionOptions, 'level'> {
  /** What registers hold before the first write. Default: null. */
  readonly initial?: unknown;
}

/**
 * Read committed: transactions observe what was committed, and once they have observed a transaction, nothing older than it; processes are in order. Exact if
 * written values are distinct. O(n) for transactions of bounded length.
 * @throws HistoryError for operations that are no transactions
 */
export function checkReadCommitted(history: History, options: WeakOptions = {}): TransactionResult {
  return checkWeak(history, options, 'strong-session-monotonic-atomic-view');
}

/**
 * Read atomic: a transaction observes all of another one, or of an earlier one of its process, or nothing. Exact and of cost as above.
 * @throws HistoryError for operations that are no transactions
 */
export function checkReadAtomic(history: History, options: WeakOptions = {}): TransactionResult {
  return checkWeak(history, options, 'strong-session-read-atomic');
}

/**
 * Causal consistency: a transaction observes all that is before it by processes and observations. Exact; O(n k log n) for k processes. For single reads and
 * writes of registers there is `checkCausal`, which knows more variants.
 * @throws HistoryError for operations that are no transactions
 */
export function checkCausalTransactions(history: History, options: WeakOptions = {}): TransactionResult {
  return checkWeak(history, options, 'causal');
}

function checkWeak(history: History, { initial, ...options }: WeakOptions, level: IsolationLevel): TransactionResult {
  if (kindOf(history) === 'list-append') return checkListAppend(history, { ...options, level });
  return checkRegisters(history, { ...options, initial, level }, true);
}

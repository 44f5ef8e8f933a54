// The check for a transactional history whatever its writes are.

import type { History } from '../history/history';
import { checkListAppend } from './list-append';
import { checkReadWriteRegister, type ReadWriteOptions } from './read-write-register';
import type { TransactionResult } from './result';
import { kindOf, type TransactionKind } from './transaction-kind';

export interface CheckTransactionsOptions extends ReadWriteOptions {
  /** What the writes are. Default: what the first write of the history says. */
  readonly kind?: TransactionKind;
}

/**
 * Checks the isolation of transactions: `checkListAppend` for histories with appends, `checkReadWriteRegister` for those with writes.
 *
 * An operation `txn` has a list of micro-operations as its input and, with the reads filled in, as its output: `['append', 'x', 1]`, `['w', 'x', 1]`,
 * `['r', 'x', null]`. Single operations `read`, `write` and `append` of a `key` count as transactions of one step. `fail`, `mismatch` and `blocked` are aborted,
 * `info` may have committed.
 *
 * A budget that ends makes the verdict `unknown`, with the anomalies found until then, unless one of them is a violation already. The check does not give way to
 * the event loop: a signal counts if it was aborted before.
 *
 * @example
 * const history = History.fromEvents([
 *   { process: 0, type: 'invoke', f: 'txn', value: [['append', 'x', 1]] },
 *   { process: 0, type: 'ok', f: 'txn', value: [['append', 'x', 1]] },
 *   { process: 1, type: 'invoke', f: 'txn', value: [['r', 'x', null]] },
 *   { process: 1, type: 'ok', f: 'txn', value: [['r', 'x', []]] },
 * ]);
 * checkTransactions(history, { level: 'serializable' }).verdict; // 'ok'
 * checkTransactions(history, { level: 'strict-serializable' }).verdict; // 'violation': a stale read
 *
 * @throws HistoryError for operations that are no such transactions; TypeError for appends and writes in one history; RangeError for options that
 * cannot be used
 */
export function checkTransactions(history: History, options: CheckTransactionsOptions = {}): TransactionResult {
  const { kind, ...rest } = options;
  if (kind !== undefined && kind !== 'list-append' && kind !== 'rw-register') {
    throw new RangeError(`Expected \`kind\` to be list-append or rw-register, got ${String(kind)}`);
  }
  const writes = kind ?? kindOf(history);
  return writes === 'list-append' ? checkListAppend(history, rest) : checkReadWriteRegister(history, rest);
}

// What the writes of a history are: appends to lists or writes to registers.

import type { History } from '../history/history';
import { microOperationsOf } from './micro-operations';

export type TransactionKind = 'list-append' | 'rw-register';

/**
 * What the first write says; where there is none, whether all that was read could be a list.
 * @throws HistoryError for operations that are no transactions, as far as it has to look
 */
export function kindOf({ operations }: History): TransactionKind {
  let lists = true;
  for (const operation of operations) {
    for (const [name, , value] of microOperationsOf(operation)) {
      if (name !== 'r') return name === 'append' ? 'list-append' : 'rw-register';
      if (value !== null && value !== undefined && !Array.isArray(value)) lists = false;
    }
  }
  return lists ? 'list-append' : 'rw-register';
}

// The order of a list's versions, which its longest read shows: every other read must be a prefix of it.

import { sameValue } from '../../values/same';
import type { TransactionTable } from '../transaction-table';
import { ABORTED, COMMITTED, UNKNOWN } from '../transaction-table';
import type { Appends } from './appends';
import type { ListReads } from './reads';
import { listOf } from './reads';

export interface ListVersions {
  /** By key: the appends in the order of the longest read; -1 where nobody appended the element, or it stands there again. */
  readonly order: readonly Int32Array[];
  /** By append: its position in the order; -1 if no read shows it. */
  readonly position: Int32Array;
  /** By key: appends of transactions that took effect, which no read shows. They are behind all that was read. */
  readonly unread: readonly (readonly number[])[];
  /** 1 by transaction that took effect: committed, or unknown and observed. */
  readonly effective: Uint8Array;
  /** By read: 1 if it is a prefix of the order. */
  readonly consistent: Uint8Array;
}

/** @param skip 1 by key that is left out */
export function versionsOf(
  table: TransactionTable,
  appends: Appends,
  reads: ListReads,
  skip: Uint8Array,
): ListVersions {
  const { key, isWrite, value, transaction, status } = table;
  const position = new Int32Array(key.length).fill(-1);
  const effective = Uint8Array.from(status, (known) => (known === COMMITTED ? 1 : 0));
  // All orders lie in one array: a million small ones keep the collector busy.
  const orders = new Int32Array(reads.longest.reduce((sum, longest) => sum + lengthOf(longest), 0));
  let end = 0;
  const order = table.keys.map((_, k) => {
    const longest = reads.longest[k] as number;
    const list = longest < 0 ? [] : (listOf(value[longest]) ?? []);
    const versions = orders.subarray(end, (end += lengthOf(longest)));
    for (let at = 0; at < versions.length; at++) {
      const append = appends.of(k, list[at]);
      const again = append >= 0 && position[append] !== -1;
      versions[at] = again ? -1 : append;
      if (append < 0 || again) continue;
      position[append] = at;
      if (status[transaction[append] as number] === UNKNOWN) effective[transaction[append] as number] = 1;
    }
    return versions;
  });
  const consistent = new Uint8Array(key.length);
  const unread: number[][] = table.keys.map(() => []);
  for (let micro = 0; micro < key.length; micro++) {
    const k = key[micro] as number;
    if (isWrite[micro] === 0) {
      const longest = reads.longest[k] as number;
      const length = reads.length[micro] as number;
      if (length >= 0 && isPrefix(value[micro], value[longest], length)) consistent[micro] = 1;
    } else if (position[micro] === -1 && skip[k] === 0) {
      const t = transaction[micro] as number;
      if (status[t] !== ABORTED && effective[t] === 1) unread[k]?.push(micro);
    }
  }
  return { order, position, unread, effective, consistent };

  function lengthOf(read: number): number {
    return read < 0 ? 0 : (reads.length[read] as number);
  }
}

function isPrefix(short: unknown, long: unknown, length: number): boolean {
  const one = listOf(short) ?? [];
  const other = listOf(long) ?? [];
  for (let at = 0; at < length; at++) if (one[at] !== other[at] && !sameValue(one[at], other[at])) return false;
  return true;
}

// What a read of a list says of the version before its transaction: how long it was, once the transaction's own appends are taken off the end.

import { sameValue } from '../../values/same';
import type { TransactionTable } from '../transaction-table';
import { COMMITTED } from '../transaction-table';

export interface ListReads {
  /** By micro-operation: length of the version read from others; -1 for appends, reads without a known result, and contradictory ones. */
  readonly length: Int32Array;
  /** Reads that lack what their own transaction had appended. */
  readonly internal: readonly number[];
  /** By key: the read with the longest version, or -1. */
  readonly longest: Int32Array;
  /** Reads whose result is no list. */
  readonly malformed: readonly number[];
}

/** @param skip 1 by key that is left out */
export function readsOf(table: TransactionTable, skip: Uint8Array): ListReads {
  const { key, isWrite, value, transaction, status, before } = table;
  const length = new Int32Array(key.length).fill(-1);
  const longest = new Int32Array(table.keys.length).fill(-1);
  const internal: number[] = [];
  const malformed: number[] = [];
  for (let micro = 0; micro < key.length; micro++) {
    if (isWrite[micro] === 1 || status[transaction[micro] as number] !== COMMITTED) continue;
    const k = key[micro] as number;
    if (skip[k] === 1) continue;
    const list = listOf(value[micro]);
    if (list === null) {
      malformed.push(micro);
      continue;
    }
    let rest = list.length;
    let own = before[micro] as number;
    for (; own >= 0; own = before[own] as number) {
      if (isWrite[own] === 0) continue;
      if (rest === 0 || !sameValue(list[rest - 1], value[own])) break;
      rest--;
    }
    if (own >= 0) {
      internal.push(micro);
      continue;
    }
    length[micro] = rest;
    const known = longest[k] as number;
    if (known < 0 || rest > (length[known] as number)) longest[k] = micro;
  }
  return { length, internal, longest, malformed };
}

const EMPTY: readonly unknown[] = [];

/** Nothing there reads as the empty list; null: it is no list at all. */
export function listOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? EMPTY : null;
}

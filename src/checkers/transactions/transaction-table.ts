// The transactions of a history as numbers: micro-operations in typed arrays, keys and processes interned. All passes work on this form, which is why
// 100,000 transactions take a fraction of a second.

import type { History } from '../history/history';
import type { Operation, ProcessId } from '../history/operation';
import { valueKey } from '../values/key';
import type { Allowance } from './allowance';
import { type MicroOperation, microOperationsOf } from './micro-operations';
import type { TransactionKind } from './transaction-kind';

export const COMMITTED = 0;
/** `fail`, `mismatch`, and `blocked`: it did not happen. */
export const ABORTED = 1;
/** `info`: it may have happened. */
export const UNKNOWN = 2;

export interface TransactionTable {
  readonly kind: TransactionKind;
  readonly operations: readonly Operation[];
  /** COMMITTED, ABORTED or UNKNOWN, by transaction. */
  readonly status: Uint8Array;
  /** Process as a small number, by transaction. */
  readonly process: Int32Array;
  readonly processes: number;
  /** The micro-operations of transaction t are start[t] up to start[t + 1]. */
  readonly start: Int32Array;
  /** By micro-operation: 1 for a write or append, 0 for a read; */
  readonly isWrite: Uint8Array;
  /** the key as a small number; */
  readonly key: Int32Array;
  /** what was written or read; */
  readonly value: readonly unknown[];
  /** its transaction; */
  readonly transaction: Int32Array;
  /** the one before it and the one after it in the same transaction on the same key, or -1. */
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** The keys as they were given. */
  readonly keys: readonly unknown[];
}

const BYTES_PER_TRANSACTION = 24;
const BYTES_PER_STEP = 25;

/** @throws HistoryError for operations that are no transactions; TypeError for lists and registers in one history */
export function tableOf(history: History, kind: TransactionKind, allowance: Allowance): TransactionTable {
  const { operations } = history;
  const count = operations.length;
  const lists = new Array<readonly MicroOperation[]>(count);
  const start = new Int32Array(count + 1);
  for (let t = 0; t < count; t++) {
    const list = microOperationsOf(operations[t] as Operation);
    lists[t] = list;
    start[t + 1] = (start[t] as number) + list.length;
  }
  const size = start[count] as number;
  allowance.hold(count * BYTES_PER_TRANSACTION + size * BYTES_PER_STEP);
  const status = Uint8Array.from(operations, statusOf);
  const isWrite = new Uint8Array(size);
  const key = new Int32Array(size);
  const value = new Array<unknown>(size);
  const transaction = new Int32Array(size);
  const keys = new Interner();
  const processes = new Map<ProcessId, number>();
  const process = new Int32Array(count);
  const writes = kind === 'list-append' ? 'append' : 'w';
  for (let t = 0; t < count; t++) {
    const list = lists[t] as readonly MicroOperation[];
    process[t] = numberOf(processes, (operations[t] as Operation).process);
    let micro = start[t] as number;
    // By index: taking arrays apart costs an iterator each.
    for (let at = 0; at < list.length; at++) {
      const step = list[at] as MicroOperation;
      const name = step[0];
      transaction[micro] = t;
      key[micro] = keys.add(step[1]);
      value[micro] = step[2];
      if (name !== 'r') {
        if (name !== writes) throw mixed(operations[t] as Operation, name, writes);
        isWrite[micro] = 1;
      }
      micro++;
    }
  }
  const { before, after } = linkSameKeys(start, key);
  return {
    kind,
    operations,
    status,
    process,
    processes: processes.size,
    start,
    isWrite,
    key,
    value,
    transaction,
    before,
    after,
    keys: keys.values,
  };
}

/** Numbers for values, equal for equal values, in order of appearance. */
class Interner {
  readonly values: unknown[] = [];
  readonly #numbers = new Map<unknown, number>();

  add(value: unknown): number {
    const known = this.#numbers.get(typeof value === 'number' ? value : valueKey(value));
    if (known !== undefined) return known;
    const next = this.values.length;
    this.#numbers.set(valueKey(value), next);
    this.values.push(value);
    return next;
  }
}

function numberOf<T>(numbers: Map<T, number>, value: T): number {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  numbers.set(value, numbers.size);
  return numbers.size - 1;
}

function statusOf({ outcome }: Operation): number {
  return outcome === 'ok' ? COMMITTED : outcome === 'info' ? UNKNOWN : ABORTED;
}

function mixed({ index }: Operation, name: string, writes: string): TypeError {
  return new TypeError(
    `Expected a history of either list appends ('append') or register writes ('w'), got '${name}' in operation ${index} after '${writes}'`,
  );
}

/** Transactions up to this size are searched backwards for the same key; longer ones by a Map. */
const SHORT = 12;

function linkSameKeys(start: Int32Array, key: Int32Array): { before: Int32Array; after: Int32Array } {
  const before = new Int32Array(key.length).fill(-1);
  const after = new Int32Array(key.length).fill(-1);
  const latest = new Map<number, number>();
  for (let t = 0; t + 1 < start.length; t++) {
    const first = start[t] as number;
    const end = start[t + 1] as number;
    const long = end - first > SHORT;
    if (long) latest.clear();
    for (let micro = first; micro < end; micro++) {
      const k = key[micro] as number;
      let previous = long ? (latest.get(k) ?? -1) : micro - 1;
      if (long) latest.set(k, micro);
      else while (previous >= first && key[previous] !== k) previous--;
      if (previous < first) continue;
      before[micro] = previous;
      after[previous] = micro;
    }
  }
  return { before, after };
}

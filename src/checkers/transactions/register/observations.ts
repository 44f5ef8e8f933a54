// Who wrote what a read of a register returned. Needs written values that are distinct per key; keys where they are not are left out.

import { describeValue } from '../../values/describe';
import { valueKey } from '../../values/key';
import { sameValue } from '../../values/same';
import { labelOf } from '../explain';
import type { Findings } from '../findings';
import type { TransactionTable } from '../transaction-table';
import { ABORTED, COMMITTED, UNKNOWN } from '../transaction-table';

/** Instead of a write: the read returned the initial value. */
export const INITIAL = -1;
/** Instead of a write: the read says nothing (it returned its own transaction's write, is contradictory, or its result is unknown). */
export const NOTHING = -2;

export class Observations {
  /** By read: the write that it returned, INITIAL or NOTHING. */
  readonly source: Int32Array;
  /** 1 by transaction that took effect: committed, or unknown and observed. */
  readonly effective: Uint8Array;
  /** By key: the last write of each transaction that took effect. */
  readonly writers: readonly (readonly number[])[];
  /** 1 by key that is left out. */
  readonly skipped: Uint8Array;
  readonly #final = new Map<number, Map<number, number>>();

  constructor(
    readonly table: TransactionTable,
    initial: unknown,
    findings: Findings,
  ) {
    const { key, isWrite, transaction, status, after } = table;
    const { writes, skipped } = writesOf(table, initial, findings);
    this.skipped = skipped;
    this.source = new Int32Array(key.length).fill(NOTHING);
    this.effective = Uint8Array.from(status, (known) => (known === COMMITTED ? 1 : 0));
    for (let micro = 0; micro < key.length; micro++) {
      if (isWrite[micro] === 1 || status[transaction[micro] as number] !== COMMITTED) continue;
      const k = key[micro] as number;
      if (skipped[k] === 1) continue;
      const source = observe(table, writes[k] as Map<unknown, number>, micro, initial, findings);
      this.source[micro] = source;
      if (source < 0) continue;
      const writer = transaction[source] as number;
      if (status[writer] === UNKNOWN) this.effective[writer] = 1;
    }
    const writers: number[][] = table.keys.map(() => []);
    for (let micro = 0; micro < key.length; micro++) {
      const k = key[micro] as number;
      if (isWrite[micro] === 0 || skipped[k] === 1 || this.effective[transaction[micro] as number] === 0) continue;
      if (nextWrite(after, isWrite, micro) < 0) writers[k]?.push(micro);
    }
    this.writers = writers;
  }

  /** The last write of a transaction to a key, or -1. */
  finalWrite(transaction: number, key: number): number {
    const { start, isWrite } = this.table;
    const first = start[transaction] as number;
    const end = start[transaction + 1] as number;
    if (end - first > 12) return this.#finalWrites(transaction).get(key) ?? -1;
    for (let micro = end - 1; micro >= first; micro--) {
      if (isWrite[micro] === 1 && this.table.key[micro] === key && this.skipped[key] === 0) return micro;
    }
    return -1;
  }

  #finalWrites(transaction: number): Map<number, number> {
    const known = this.#final.get(transaction);
    if (known) return known;
    const { start, isWrite, key } = this.table;
    const writes = new Map<number, number>();
    for (let micro = start[transaction] as number; micro < (start[transaction + 1] as number); micro++) {
      const k = key[micro] as number;
      if (isWrite[micro] === 1 && this.skipped[k] === 0) writes.set(k, micro);
    }
    this.#final.set(transaction, writes);
    return writes;
  }
}

function writesOf(table: TransactionTable, initial: unknown, findings: Findings) {
  const writes = table.keys.map(() => new Map<unknown, number>());
  const skipped = new Uint8Array(table.keys.length);
  for (let micro = 0; micro < table.key.length; micro++) {
    if (table.isWrite[micro] === 0) continue;
    const k = table.key[micro] as number;
    const value = table.value[micro];
    const known = writes[k] as Map<unknown, number>;
    const before = known.size;
    known.set(valueKey(value), micro);
    if (known.size > before && !isInitial(value, initial)) continue;
    skipped[k] = 1;
    const text = `${describeValue(value, 60)} was written to ${describeValue(table.keys[k])}`;
    const why = known.size > before ? 'and is its initial value' : 'more than once';
    const label = labelOf(table, table.transaction[micro] as number);
    findings.leftOut.push(`${text} ${why} (last by ${label}), so that key was left out`);
  }
  return { writes, skipped };
}

/** Nothing there reads as the initial value. */
function isInitial(value: unknown, initial: unknown): boolean {
  return value === null || value === undefined || sameValue(value, initial);
}

function nextWrite(after: Int32Array, isWrite: Uint8Array, micro: number): number {
  let next = after[micro] as number;
  while (next >= 0 && isWrite[next] === 0) next = after[next] as number;
  return next;
}

/** The write that a read returned; reports what is wrong with the read alone. */
function observe(
  table: TransactionTable,
  writes: ReadonlyMap<unknown, number>,
  read: number,
  initial: unknown,
  findings: Findings,
): number {
  const { transaction, value, before, after, isWrite, status } = table;
  const reader = transaction[read] as number;
  const label = (micro: number) => labelOf(table, transaction[micro] as number);
  const report = (name: Parameters<Findings['add']>[0], tail: string, ...others: number[]) =>
    findings.add(name, () => ({
      text: `${label(read)} read ${describeValue(value[read], 60)} from ${describeValue(table.keys[table.key[read] as number])}${tail}`,
      operations: [...new Set([...others, read].map((micro) => table.operations[transaction[micro] as number]!))],
    }));

  const fresh = isInitial(value[read], initial);
  const source = fresh ? INITIAL : (writes.get(valueKey(value[read])) ?? NOTHING);
  let own = before[read] as number;
  while (own >= 0 && isWrite[own] === 0) own = before[own] as number;
  if (own >= 0) {
    if (source !== own) report('internal', `, but had written ${describeValue(value[own], 60)} itself`);
    return NOTHING;
  }
  if (source === NOTHING) {
    report('garbage-read', ', which nobody had written');
    return NOTHING;
  }
  const earlier = before[read] as number;
  if (earlier >= 0 && !sameSource(earlier)) {
    report('non-repeatable-read', ` after it had read ${describeValue(value[earlier], 60)}`);
  }
  if (source === INITIAL) return INITIAL;
  if (transaction[source] === reader) {
    report('internal', ', which it wrote only later');
    return NOTHING;
  }
  if (status[transaction[source] as number] === ABORTED) {
    const { outcome } = table.operations[transaction[source] as number]!;
    report('G1a', ` from ${label(source)}, which did not commit (${outcome})`, source);
    return NOTHING;
  }
  const next = nextWrite(after, isWrite, source);
  if (next >= 0) {
    report(
      'G1b',
      `, an intermediate value of ${label(source)}, which went on to write ${describeValue(value[next], 60)}`,
      source,
    );
    return NOTHING;
  }
  return source;

  function sameSource(other: number): boolean {
    return isInitial(value[other], initial) ? fresh : !fresh && writes.get(valueKey(value[other])) === source;
  }
}

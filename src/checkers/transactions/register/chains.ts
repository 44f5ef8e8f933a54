// Transactions in chains that follow the order of their processes: what vector clocks count. A process is one chain, unless it goes on after a
// transaction whose end is unknown.

import type { TransactionTable } from '../transaction-table';
import { COMMITTED } from '../transaction-table';

export interface Chains {
  readonly count: number;
  /** By transaction: its chain and its place in it, from 1; 0 for those without effect. */
  readonly chain: Int32Array;
  readonly place: Int32Array;
  /** By transaction: the one before it in its process, or -1. */
  readonly previous: Int32Array;
}

export function chainsOf(table: TransactionTable, effective: Uint8Array): Chains {
  const { operations, process, processes, status } = table;
  const count = operations.length;
  const chain = new Int32Array(count);
  const place = new Int32Array(count);
  const previous = new Int32Array(count).fill(-1);
  const finished = new Int32Array(processes).fill(-1);
  const latest: number[] = [];
  const chainOf = new Int32Array(processes).fill(-1);
  for (let t = 0; t < count; t++) {
    if (effective[t] === 0) continue;
    const p = process[t] as number;
    const before = finished[p] as number;
    if (before >= 0 && operations[before]!.return < operations[t]!.call) previous[t] = before;
    let c = chainOf[p] as number;
    if (c < 0 || latest[c] !== previous[t]) c = latest.length;
    chainOf[p] = c;
    chain[t] = c;
    place[t] = c === latest.length ? 1 : (place[latest[c] as number] as number) + 1;
    latest[c] = t;
    if (status[t] === COMMITTED) finished[p] = t;
  }
  return { count: latest.length, chain, place, previous };
}

// Dependencies as sentences.

import { describeValue } from '../values/describe';
import type { DependencyCycle, DependencyEdge, DependencyKind } from './cycle';
import { DERIVED, ORDER, RW, WR, WW } from './graph/edge-list';
import type { TransactionTable } from './transaction-table';

/** One dependency between two transactions. */
export interface Step {
  readonly from: number;
  readonly to: number;
  /** WW, WR, RW, ORDER or DERIVED. */
  readonly kind: number;
  /** Of an ORDER: 1 for a process, 2 for real time. */
  readonly basis: number;
  /** Micro-operations of the source and of the target; -1 if there is none. */
  readonly source: number;
  readonly target: number;
  /** Of a DERIVED: the read that forces it. */
  readonly because?: number | undefined;
}

/** A transaction's name in reports. */
export function labelOf(table: TransactionTable, transaction: number): string {
  return `T${table.operations[transaction]?.index ?? transaction}`;
}

/** The steps in order; the last leads back to the source of the first. */
export function cycleOf(table: TransactionTable, steps: readonly Step[]): DependencyCycle {
  const nodes = steps.map(({ from }) => ({ operation: table.operations[from]!, label: labelOf(table, from) }));
  const edges = steps.map((step, from): DependencyEdge => {
    return { from, to: (from + 1) % steps.length, kind: kindName(step), text: sentence(table, step) };
  });
  return { nodes, edges };
}

function kindName({ kind, basis }: Step): DependencyKind {
  if (kind === WR) return 'wr';
  if (kind === RW) return 'rw';
  if (kind === ORDER) return basis === 1 ? 'process' : 'realtime';
  return 'ww';
}

function sentence(table: TransactionTable, { from, to, kind, basis, source, target, because }: Step): string {
  const one = labelOf(table, from);
  const other = labelOf(table, to);
  if (kind === ORDER && basis === 1) {
    return `process ${table.operations[from]?.process} had finished ${one} before it began ${other}`;
  }
  if (kind === ORDER) return `${one} had returned before ${other} was called`;
  const key = describeValue(table.keys[table.key[target] as number]);
  const value = (micro: number) => describeValue(table.value[micro], 60);
  const list = table.kind === 'list-append';
  const act = list ? 'append' : 'write';
  switch (kind) {
    case WW:
      return `${one}'s ${act} of ${value(source)} to ${key} came before ${other}'s ${act} of ${value(target)}`;
    case WR:
      return list
        ? `${other} observed ${one}'s append of ${value(source)} to ${key}`
        : `${other} read ${value(target)} from ${key}, which ${one} had written`;
    case RW:
      return list
        ? `${one} read ${value(source)} from ${key}, without ${other}'s append of ${value(target)}`
        : `${one} read ${value(source)} from ${key}, which ${other} replaced by ${value(target)}`;
    case DERIVED:
      return `${one}'s write of ${value(source)} to ${key} came before ${other}'s write of ${value(target)}${reason()}`;
    default:
      return `${one} came before ${other}`;
  }

  function reason(): string {
    if (basis === 2) return ' by real time';
    if (because === undefined) return '';
    const reader = labelOf(table, table.transaction[because] as number);
    return `, which ${reader} read although ${one} was before it`;
  }
}

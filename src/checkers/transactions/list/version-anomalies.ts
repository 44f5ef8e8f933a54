// What is wrong with single reads of lists: elements from nowhere, aborted and intermediate ones, orders that contradict each other.

import type { Operation } from '../../history/operation';
import { describeValue } from '../../values/describe';
import { labelOf } from '../explain';
import type { Findings } from '../findings';
import type { TransactionTable } from '../transaction-table';
import { ABORTED } from '../transaction-table';
import type { Appends } from './appends';
import type { ListReads } from './reads';
import { listOf } from './reads';
import type { ListVersions } from './versions';

export function findVersionAnomalies(
  table: TransactionTable,
  appends: Appends,
  reads: ListReads,
  versions: ListVersions,
  findings: Findings,
): void {
  const { transaction, key, value, status } = table;
  const operation = (micro: number): Operation => table.operations[transaction[micro] as number]!;
  const label = (micro: number): string => labelOf(table, transaction[micro] as number);
  const name = (micro: number): string => describeValue(table.keys[key[micro] as number]);
  const shown = (micro: number): string => describeValue(value[micro], 60);
  const suspicious = versions.order.map((order) => firstSuspicious(table, order));

  for (const micro of reads.internal) {
    findings.add('internal', () => ({
      text: `${label(micro)} read ${shown(micro)} from ${name(micro)}, which lacks what it had appended itself`,
      operations: [operation(micro)],
    }));
  }
  for (let micro = 0; micro < key.length; micro++) {
    const k = key[micro] as number;
    if (table.isWrite[micro] === 1) {
      checkOwnAppend(micro);
      continue;
    }
    const length = reads.length[micro] as number;
    if (length < 0) continue;
    checkEarlierRead(micro, length);
    if (versions.consistent[micro] === 0) {
      checkIncompatible(micro, length);
    } else {
      if (length > (suspicious[k] as number)) checkElements(micro, length);
      checkLast(micro, length);
    }
  }

  /** An append that its own transaction had read before making it, or that stands in the list without the one before it. */
  function checkOwnAppend(micro: number): void {
    const position = versions.position[micro] as number;
    if (position < 0 || status[transaction[micro] as number] === ABORTED) return;
    checkPreviousAppend(micro, position);
    for (let later = table.after[micro] as number; later >= 0; later = table.after[later] as number) {
      if ((reads.length[later] as number) > position) reportDuplicate(later, micro);
    }
    for (let other = table.before[micro] as number; other >= 0; other = table.before[other] as number) {
      if (table.isWrite[other] === 1 || (reads.length[other] as number) <= position) continue;
      findings.add('internal', () => ({
        text: `${label(other)} read ${shown(other)} from ${name(other)}, with the ${shown(micro)} that it appended only later`,
        operations: [operation(other)],
      }));
      return;
    }
  }

  function checkPreviousAppend(micro: number, position: number): void {
    let previous = table.before[micro] as number;
    while (previous >= 0 && table.isWrite[previous] === 0) previous = table.before[previous] as number;
    if (previous < 0) return;
    const before = versions.position[previous] as number;
    if (before >= 0 && before < position) return;
    const longest = reads.longest[key[micro] as number] as number;
    findings.add('incompatible-order', () => ({
      text: `${label(micro)} appended ${shown(previous)} to ${name(micro)} before ${shown(micro)}, but ${label(longest)} read ${shown(longest)}`,
      operations: [operation(micro), operation(longest)],
    }));
  }

  /** Two reads of a transaction that saw different versions. */
  function checkEarlierRead(micro: number, length: number): void {
    let earlier = table.before[micro] as number;
    while (earlier >= 0 && (reads.length[earlier] as number) < 0) earlier = table.before[earlier] as number;
    if (earlier < 0 || reads.length[earlier] === length) return;
    findings.add('non-repeatable-read', () => ({
      text: `${label(micro)} read ${shown(earlier)} from ${name(micro)}, and then ${shown(micro)}`,
      operations: [operation(micro)],
    }));
  }

  function checkIncompatible(micro: number, length: number): void {
    const longest = reads.longest[key[micro] as number] as number;
    findings.add('incompatible-order', () => ({
      text: `${label(micro)} read ${shown(micro)} from ${name(micro)} and ${label(longest)} read ${shown(longest)}: neither continues the other`,
      operations: [operation(micro), operation(longest)],
    }));
    checkElements(micro, length);
  }

  function checkElements(micro: number, length: number): void {
    const list = listOf(value[micro]) ?? [];
    const k = key[micro] as number;
    const seen = new Set<number>();
    let aborted = -1;
    for (let at = 0; at < length; at++) {
      const append = appends.of(k, list[at]);
      if (append < 0 || seen.has(append)) {
        if (append < 0) reportGarbage(micro, list[at]);
        else reportDuplicate(micro, append);
        return;
      }
      seen.add(append);
      const gone = status[transaction[append] as number] === ABORTED;
      if (gone && aborted < 0) reportAborted(micro, append);
      if (gone) aborted = append;
      else if (aborted >= 0) {
        reportDirtyUpdate(micro, aborted, append);
        aborted = -1;
      }
    }
  }

  function reportGarbage(micro: number, element: unknown): void {
    findings.add('garbage-read', () => ({
      text: `${label(micro)} read ${shown(micro)} from ${name(micro)}, but nobody appended ${describeValue(element, 60)}`,
      operations: [operation(micro)],
    }));
  }

  function reportDuplicate(micro: number, append: number): void {
    findings.add('duplicate-elements', () => ({
      text: `${label(micro)} read ${shown(micro)} from ${name(micro)}, with ${shown(append)} twice, which ${label(append)} appended once`,
      operations: [operation(append), operation(micro)],
    }));
  }

  function reportAborted(micro: number, append: number): void {
    findings.add('G1a', () => ({
      text: `${label(micro)} observed ${label(append)}'s append of ${shown(append)} to ${name(micro)}, but ${label(append)} did not commit (${operation(append).outcome})`,
      operations: [operation(append), operation(micro)],
    }));
  }

  function reportDirtyUpdate(micro: number, aborted: number, append: number): void {
    findings.add('dirty-update', () => ({
      text: `${label(append)} appended ${shown(append)} to ${name(micro)} behind the ${shown(aborted)} of ${label(aborted)}, which did not commit; ${label(micro)} observed both`,
      operations: [operation(aborted), operation(append), operation(micro)],
    }));
  }

  /** The last element that was read must be the last that its transaction appended. */
  function checkLast(micro: number, length: number): void {
    if (length === 0) return;
    const append = versions.order[key[micro] as number]?.[length - 1] as number;
    if (append < 0 || transaction[append] === transaction[micro]) return;
    let next = table.after[append] as number;
    while (next >= 0 && table.isWrite[next] === 0) next = table.after[next] as number;
    if (next < 0 || status[transaction[append] as number] === ABORTED) return;
    findings.add('G1b', () => ({
      text: `${label(micro)} read ${shown(micro)} from ${name(micro)}, an intermediate state of ${label(append)}, which went on to append ${shown(next)}`,
      operations: [operation(append), operation(micro)],
    }));
  }
}

/** Position of the first element that is aborted, from nowhere, or there twice; Infinity if there is none. */
function firstSuspicious(table: TransactionTable, order: Int32Array): number {
  for (let at = 0; at < order.length; at++) {
    const append = order[at] as number;
    if (append < 0 || table.status[table.transaction[append] as number] === ABORTED) return at;
  }
  return Number.POSITIVE_INFINITY;
}

// Transactions on lists that are read and appended to, in the style of Elle (Kingsbury & Alvaro, VLDB'20): the reads show the order of all versions.

import type { History } from '../history/history';
import { HistoryError } from '../history/history-error';
import { describeValue } from '../values/describe';
import { labelOf } from './explain';
import type { Findings } from './findings';
import { analyzeGraph } from './graph-analysis';
import { Appends } from './list/appends';
import { dependenciesOf } from './list/dependencies';
import { findLostUpdates } from './list/lost-updates';
import { proveList } from './list/proof';
import { readsOf } from './list/reads';
import { findVersionAnomalies } from './list/version-anomalies';
import { versionsOf } from './list/versions';
import { findViewAnomalies } from './list/views';
import type { TransactionOptions } from './options';
import type { TransactionResult } from './result';
import { type TransactionTable, tableOf } from './transaction-table';
import { withinBudget } from './within-budget';

/**
 * Checks transactions of `['append', key, element]` and `['r', key, list]`. Linear but for the search for cycles, where there are any.
 *
 * `violation` is always right. `ok` is a proof: a serial order that was replayed, or a dependency graph in which no edge is missing. What stays `unknown`:
 * keys to which an element was appended twice are left out (whatever is found in the others stands), and levels below serializable where
 * several transactions of a cycle appended to a list that nobody read afterwards.
 *
 * @throws HistoryError for operations that are no such transactions; RangeError or TypeError for options that cannot be used
 */
export function checkListAppend(history: History, options: TransactionOptions = {}): TransactionResult {
  return withinBudget(options, {
    model: 'list-append',
    run(level, findings, allowance) {
      const table = tableOf(history, 'list-append', allowance);
      allowance.hold(table.key.length * BYTES_PER_STEP + table.keys.length * BYTES_PER_KEY);
      const appends = new Appends(table);
      const skip = appends.repeated;
      const reads = readsOf(table, skip);
      refuseMalformed(table, reads.malformed);
      leaveOutRepeated(table, appends.repetitions, findings);
      const versions = versionsOf(table, appends, reads, skip);
      findVersionAnomalies(table, appends, reads, versions, findings);
      const graph = dependenciesOf(table, reads, versions, allowance);
      const analysis = analyzeGraph(graph, findings, allowance, (part) => {
        findLostUpdates(table, part, reads, versions, findings);
        findViewAnomalies(graph, part, reads, versions, findings, allowance);
      });
      return proveList(level, table, reads, versions, analysis, findings, allowance);
    },
  });
}

/** Elements by value, versions, reads: measured on histories of 100,000 transactions. */
const BYTES_PER_STEP = 64;
const BYTES_PER_KEY = 256;

function refuseMalformed(table: TransactionTable, malformed: readonly number[]): void {
  for (const micro of malformed) {
    const { index, line } = table.operations[table.transaction[micro] as number]!;
    const given = describeValue(table.value[micro]);
    throw new HistoryError(`operation ${index}: expected the read of a list, got ${given}`, line, index);
  }
}

function leaveOutRepeated(table: TransactionTable, repetitions: readonly number[], findings: Findings): void {
  for (const micro of repetitions) {
    const key = describeValue(table.keys[table.key[micro] as number]);
    const element = describeValue(table.value[micro], 60);
    const label = labelOf(table, table.transaction[micro] as number);
    findings.leftOut.push(
      `${element} was appended to ${key} more than once (last by ${label}), so that key was left out`,
    );
  }
}

// Transactions on lists that are read and appended to, in the style of Elle (Kingsbury & Alvaro, VLDB'20): the reads show the order of all versions.

import type { History } from '../history/history';
import { HistoryError } from '../history/history-error';
import { describeValue } from '../values/describe';
import { labelOf } from './explain';
import { Findings } from './findings';
import { analyzeGraph } from './graph-analysis';
import { Appends } from './list/appends';
import { dependenciesOf } from './list/dependencies';
import { findLostUpdates } from './list/lost-updates';
import { proveList } from './list/proof';
import { readsOf } from './list/reads';
import { findVersionAnomalies } from './list/version-anomalies';
import { versionsOf } from './list/versions';
import { findViewAnomalies } from './list/views';
import { resolveOptions, type TransactionOptions } from './options';
import { resultOf, type TransactionResult } from './result';
import { tableOf } from './transaction-table';

/**
 * Checks transactions of `['append', key, element]` and `['r', key, list]`. Linear but for the search for cycles, where there are any.
 *
 * `violation` is always right. `ok` is a proof: a serial order that was replayed, or a dependency graph in which no edge is missing. What stays `unknown`:
 * keys to which an element was appended twice are left out (whatever is found in the others stands), and levels below serializable where
 * several transactions of a cycle appended to a list that nobody read afterwards.
 *
 * @throws HistoryError for operations that are no such transactions; RangeError for options that cannot be used
 */
export function checkListAppend(history: History, options: TransactionOptions = {}): TransactionResult {
  const { level, maxAnomalies, maxConfigurations } = resolveOptions(options);
  const table = tableOf(history, 'list-append');
  const findings = new Findings(maxAnomalies);
  const appends = new Appends(table);
  const skip = appends.repeated;
  const reads = readsOf(table, skip);
  for (const micro of reads.malformed) {
    const { index, line } = table.operations[table.transaction[micro] as number]!;
    const given = describeValue(table.value[micro]);
    throw new HistoryError(`operation ${index}: expected the read of a list, got ${given}`, line, index);
  }
  for (const micro of appends.repetitions) {
    const key = describeValue(table.keys[table.key[micro] as number]);
    const element = describeValue(table.value[micro], 60);
    const label = labelOf(table, table.transaction[micro] as number);
    findings.leftOut.push(
      `${element} was appended to ${key} more than once (last by ${label}), so that key was left out`,
    );
  }
  const versions = versionsOf(table, appends, reads, skip);
  findVersionAnomalies(table, appends, reads, versions, findings);
  const graph = dependenciesOf(table, reads, versions);
  const effort = { left: maxConfigurations };
  const analysis = analyzeGraph(graph, findings, effort, (part) => {
    findLostUpdates(table, part, reads, versions, findings);
    findViewAnomalies(graph, part, reads, versions, findings, effort);
  });
  const proof = proveList(level, table, reads, versions, analysis, findings);
  return resultOf({ ...analysis.statistics(effort, maxConfigurations), level, findings, proof, model: 'list-append' });
}

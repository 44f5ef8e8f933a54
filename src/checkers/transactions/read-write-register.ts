// Transactions on registers that are read and written, with distinct written values: what was observed is known, the order of versions only in part.

import type { History } from '../history/history';
import { Findings } from './findings';
import { DependencyGraph } from './graph/dependency-graph';
import { WW } from './graph/edge-list';
import { analyzeGraph } from './graph-analysis';
import { resolveOptions, type TransactionOptions } from './options';
import { addObservations, type ForcedOrder, forcedByObserved } from './register/forced-order';
import { findLostRegisterUpdates } from './register/lost-updates';
import { Observations } from './register/observations';
import { proveRegister } from './register/proof';
import {
  addReplacements,
  addVersionOrder,
  orderedByProcess,
  orderedByRealTime,
  readersOf,
} from './register/version-order';
import { findWeakAnomalies } from './register/weak-levels';
import { resultOf, type TransactionResult } from './result';
import { tableOf } from './transaction-table';

/** What may be assumed of single keys, although no level below the strict ones says so. */
export type VersionAssumption = 'sequential-keys' | 'linearizable-keys';

export interface ReadWriteOptions extends TransactionOptions {
  /** What keys hold before the first write. Default: null. Reads of null and undefined are reads of it, too. */
  readonly initial?: unknown;
  /**
   * Takes for granted that each key by itself is sequentially consistent or linearizable, so that the order of processes or real time orders its versions for
   * every level. Without it such an order only counts against levels that promise it. Default: nothing is assumed.
   */
  readonly assume?: VersionAssumption;
}

/**
 * Checks transactions of `['w', key, value]` and `['r', key, value]`.
 *
 * Exact for read committed, monotonic atomic view, read atomic and causal consistency (Biswas & Enea, OOPSLA'19). For the levels above, the order of versions
 * is inferred as far as it follows (Elle, VLDB'20, and from causality), which finds most violations but not all; then a serial order is searched for
 * within `maxConfigurations`, which decides serializability of small histories. Snapshot isolation and its kin stay `unknown` where there is neither an anomaly
 * nor a serial order. Values must be distinct per key and differ from the initial one: keys where they are not are left out, and the verdict is not `ok`.
 *
 * @throws HistoryError for operations that are no such transactions; RangeError for options that cannot be used
 */
export function checkReadWriteRegister(history: History, options: ReadWriteOptions = {}): TransactionResult {
  return checkRegisters(history, options, false);
}

/** @param weakOnly looks for nothing that only levels above causal consistency forbid */
export function checkRegisters(history: History, options: ReadWriteOptions, weakOnly: boolean): TransactionResult {
  const { level, maxAnomalies, maxConfigurations } = resolveOptions(options);
  const { initial = null } = options;
  const assume = resolveAssumption(options.assume);
  const findings = new Findings(maxAnomalies);
  const effort = { left: maxConfigurations };
  const table = tableOf(history, 'rw-register');
  const observations = new Observations(table, initial, findings);

  const caused = findWeakAnomalies(observations, findings, effort);
  const graph = new DependencyGraph(table, observations.effective);
  addObservations(graph, observations);
  if (!weakOnly) addVersions(graph, observations, caused ?? [], assume);
  const analysis = analyzeGraph(graph, findings, effort, (part) =>
    findLostRegisterUpdates(observations, part, findings),
  );
  const proof = proveRegister(level, observations, analysis, findings, effort);
  const { method, ...statistics } = analysis.statistics(effort, maxConfigurations);
  const how = proof?.witness ? `${method}, serial order` : method;
  return resultOf({ ...statistics, method: how, level, findings, proof, model: 'read-write register' });
}

function addVersions(
  graph: DependencyGraph,
  observations: Observations,
  caused: readonly ForcedOrder[],
  assume: VersionAssumption | null,
): void {
  const readers = readersOf(observations);
  addReplacements(graph, observations, readers);
  addVersionOrder(graph, readers, forcedByObserved(observations), 0);
  addVersionOrder(graph, readers, caused, 1);
  addVersionOrder(graph, readers, orderedByRealTime(observations, readers), 2);
  if (assume !== null) addVersionOrder(graph, readers, orderedByProcess(observations), 0, WW);
  if (assume === 'linearizable-keys') {
    addVersionOrder(graph, readers, orderedByRealTime(observations, readers), 0, WW);
  }
}

function resolveAssumption(assume: unknown): VersionAssumption | null {
  if (assume === undefined || assume === null) return null;
  if (assume === 'sequential-keys' || assume === 'linearizable-keys') return assume;
  throw new RangeError(`Expected \`assume\` to be sequential-keys or linearizable-keys, got ${String(assume)}`);
}

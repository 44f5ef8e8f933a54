// Transactions on registers that are read and written, with distinct written values: what was observed is known, the order of versions only in part.

import type { History } from '../history/history';
import { DependencyGraph } from './graph/dependency-graph';
import { WW } from './graph/edge-list';
import { analyzeGraph } from './graph-analysis';
import type { TransactionOptions } from './options';
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
import type { TransactionResult } from './result';
import { tableOf } from './transaction-table';
import { withinBudget } from './within-budget';

/** What may be assumed of single keys, although no level below the strict ones says so. */
export type VersionAssumption = (typeof VERSION_ASSUMPTIONS)[number];

export const VERSION_ASSUMPTIONS = ['sequential-keys', 'linearizable-keys'] as const;

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
 * @throws HistoryError for operations that are no such transactions; RangeError or TypeError for options that cannot be used
 */
export function checkReadWriteRegister(history: History, options: ReadWriteOptions = {}): TransactionResult {
  return checkRegisters(history, options, false);
}

/** @param weakOnly looks for nothing that only levels above causal consistency forbid */
export function checkRegisters(history: History, options: ReadWriteOptions, weakOnly: boolean): TransactionResult {
  const { initial = null } = options;
  const assume = resolveAssumption(options.assume);
  return withinBudget(options, {
    model: 'read-write register',
    run(level, findings, allowance) {
      const table = tableOf(history, 'rw-register', allowance);
      allowance.hold(table.key.length * BYTES_PER_STEP + table.keys.length * BYTES_PER_KEY);
      const observations = new Observations(table, initial, findings);
      const caused = findWeakAnomalies(observations, findings, allowance);
      const graph = new DependencyGraph(table, observations.effective, allowance);
      addObservations(graph, observations);
      if (!weakOnly) addVersions(graph, observations, caused ?? [], assume);
      const analysis = analyzeGraph(graph, findings, allowance, (part) =>
        findLostRegisterUpdates(observations, part, findings),
      );
      return proveRegister(level, observations, analysis, findings, allowance);
    },
  });
}

/** Values, readers and writers of versions, orders among them: measured on histories of 100,000 transactions. */
const BYTES_PER_STEP = 256;
const BYTES_PER_KEY = 512;

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
  const known = VERSION_ASSUMPTIONS.find((name) => name === assume);
  if (known !== undefined) return known;
  throw new RangeError(`Expected \`assume\` to be sequential-keys or linearizable-keys, got ${String(assume)}`);
}

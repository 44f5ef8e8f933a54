// Causal consistency of registers and maps, in three strengths.

import { type BudgetOptions, resolveBudget } from '../budget';
import type { History } from '../history/history';
import type { CheckResult, Pattern } from '../result';
import { enterAll, orderOrPattern, overwrittenRead } from './causal-consistency';
import { causalMemoryPattern } from './causal-memory';
import { cyclicConflict } from './convergence';
import { OrderClocks } from './order-clocks';
import { readWriteHistory } from './read-write-history';
import { tooLarge, undecided, verdictOf } from './verdict';

/**
 * `CC`: each operation is explained by some order of its causal past. `CCv` (convergence): all by one order of the writes. `CM` (causal memory): all of a process by one order,
 * which may differ from process to process. CCv and CM are stronger than CC; neither contains the other.
 */
export type CausalVariant = 'CC' | 'CCv' | 'CM';

export interface CausalOptions extends Pick<BudgetOptions, 'maxMemory'> {
  readonly variant: CausalVariant;
  /** What keys hold at first. Default: nothing (reads give null or undefined). */
  readonly initial?: unknown;
}

const NAMES: Record<CausalVariant, string> = {
  CC: 'causally consistent (CC)',
  CCv: 'causally convergent (CCv)',
  CM: 'causal memory (CM)',
};

/**
 * Checks reads and writes (`read`, `get`, `write`, `put`, `delete`, with or without `key`) for causal consistency, by the bad patterns of Bouajjani, Enea, Guerraoui and Hamza
 * (On verifying causal consistency, POPL 2017): a history is consistent exactly if it has none. Each value that is read must have been written once (to its
 * key; the initial value never): if not, the verdict is `unknown` and names the value. Causal order is the order of the processes and from writes to their
 * reads; real time plays no part. `fail` and `blocked` operations and refused writes are ignored, an `info` write took effect if its value was read.
 *
 * Time, for n operations of k processes: CC and CCv O(n k log n), CM k times that where few orders have to be passed on. Memory O(n k): 4 bytes for each operation and process.
 * @returns `ok`, a `violation` with its pattern, or `unknown` with what does not hold; there is no witness
 * @throws HistoryError if a process has two operations open at once
 */
export function checkCausal(history: History, options: CausalOptions): CheckResult {
  const { variant, initial } = options;
  const criterion = NAMES[variant];
  if (criterion === undefined) {
    throw new RangeError(`Expected \`variant\` to be CC, CCv or CM, got ${String(variant)}`);
  }
  const { maxMemory } = resolveBudget({ maxMemory: options.maxMemory });
  const sessions = readWriteHistory(history, initial);
  if (typeof sessions === 'string') return undecided(criterion, sessions);
  const memory = OrderClocks.bytesFor(sessions);
  if (memory > maxMemory) return undecided(criterion, tooLarge(sessions, memory));
  const order = orderOrPattern(sessions);
  if (!('length' in order)) return verdictOf(criterion, order, memory);
  const clocks = new OrderClocks(sessions);
  enterAll(clocks, order);
  const pattern: Pattern | null =
    overwrittenRead(sessions, clocks) ??
    (variant === 'CCv'
      ? cyclicConflict(sessions, clocks)
      : variant === 'CM'
        ? causalMemoryPattern(sessions, clocks, order)
        : null);
  return verdictOf(criterion, pattern, memory);
}

// Sequential consistency: is there one legal order of all operations that keeps the order of each process? Real time plays no part in it.

import { BUDGET_OPTIONS, type BudgetOptions, resolveBudget } from '../budget';
import type { History } from '../history/history';
import { checkedHistory, checkedModel } from '../models/checked-arguments';
import type { Model } from '../models/model';
import { checkOptions } from '../models/options';
import type { CheckResult } from '../result';
import { type ResumableCheck, runInTurns, runToEnd } from '../resumable';
import { SequentialCheck } from './sequential-check';

/**
 * Checks a history for sequential consistency (Lamport 1979). Linearizable histories are sequentially consistent; reads of old values may make a history
 * sequentially consistent that is not linearizable.
 *
 * The criterion is not compositional: objects that are each sequentially consistent need not be so together. So the history is never split by the
 * model's partition, and the problem is NP-complete even for registers with distinct values (Gibbons & Korach 1997). What decides most histories
 * quickly: for registers where each value that is read was written once, a polynomial saturation of the order (Zennou, Bouajjani, Enea, Erradi, Gradual
 * Consistency Checking, CAV 2019), which finds most violations and restricts the search; a look ahead over the values that registers still need; and a memory of
 * all configurations (positions of the processes, state).
 *
 * `fail` operations are ignored; `info` ones may take effect at any time after what their process completed before, or never; `blocked` ones must not be possible in
 * the final state; `mismatch` is for the model to judge, as elsewhere.
 * @returns `ok` with an order as witness, replayed against the model; `violation` with a pattern or with the furthest point; `unknown` when a budget has ended
 * @throws HistoryError if a process has two operations open at once; ModelError if the model breaks its rules
 */
export function checkSequentialConsistency<State>(
  history: History,
  model: Model<State>,
  options: BudgetOptions = {},
): CheckResult {
  return runToEnd(sequentialConsistency(history, model, options));
}

/** As `checkSequentialConsistency`, letting the event loop turn between slices. */
export async function checkSequentialConsistencyAsync<State>(
  history: History,
  model: Model<State>,
  options: BudgetOptions = {},
): Promise<CheckResult> {
  return runInTurns(sequentialConsistency(history, model, options));
}

/** As `checkSequentialConsistency`, piece by piece. */
export function sequentialConsistency<State>(
  history: History,
  model: Model<State>,
  options: BudgetOptions = {},
): ResumableCheck {
  checkOptions('checkSequentialConsistency', options, BUDGET_OPTIONS);
  return new SequentialCheck(checkedHistory(history).operations, checkedModel(model) as Model, resolveBudget(options));
}

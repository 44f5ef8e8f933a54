// Linearizability: what others may use.

import { BUDGET_OPTIONS, type BudgetOptions } from '../budget';
import type { History } from '../history/history';
import { checkedHistory, checkedModel } from '../models/checked-arguments';
import type { Model } from '../models/model';
import { checkOptions } from '../models/options';
import type { CheckResult } from '../result';
import { type ResumableCheck, runInTurns } from '../resumable';
import { LinearizabilityCheck } from './check';

/**
 * Whether the operations of a history could have taken effect one after the other, each at one moment between its call and its return (Herlihy and Wing,
 * TOPLAS 1990). `ok` comes with a witness that was replayed against the model, `violation` is a proof, `unknown` means that a budget has ended.
 * @param model what one object does; checked part by part where the model has partitions
 * @throws ModelError if the model throws, changes a state it was given, or answers with a promise
 */
export function checkLinearizable<State>(
  history: History,
  model: Model<State>,
  options: BudgetOptions = {},
): CheckResult {
  return linearizability(history, model, options).run(Number.POSITIVE_INFINITY) as CheckResult;
}

/** The same, letting the event loop turn while it searches. */
export function checkLinearizableAsync<State>(
  history: History,
  model: Model<State>,
  options: BudgetOptions = {},
): Promise<CheckResult> {
  return runInTurns(linearizability(history, model, options));
}

/** The same, to be run piece by piece. */
export function linearizability<State>(
  history: History,
  model: Model<State>,
  options: BudgetOptions = {},
): ResumableCheck {
  checkOptions('checkLinearizable', options, BUDGET_OPTIONS);
  return new LinearizabilityCheck(checkedHistory(history).operations, checkedModel(model) as Model, options);
}

export { type Counterexample, explainViolation } from './explain';

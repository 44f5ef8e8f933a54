// Which operations to show for the result of a check: enough to believe it, and no more.

import type { History } from './history/history';
import { explainViolation } from './linearizable';
import type { Model } from './models/model';
import type { CheckResult } from './result';

/** So many operations are read as quickly as fewer, and what surrounds a contradiction explains it. */
const SMALL = 24;

/**
 * The whole history if it is small or nothing smaller is known; else, of a history that is not linearizable, the fewest operations that contradict each
 * other.
 * @param model what the history was checked against; undefined for criteria without a model
 * @returns what `formatResult` takes as its `history`
 */
export function evidence(
  history: History,
  model: Model | undefined,
  result: CheckResult,
): Pick<History, 'operations' | 'annotations'> {
  if (history.length <= SMALL || model === undefined) return history;
  if (result.verdict !== 'violation' || result.criterion !== 'linearizable') return history;
  const { core } = explainViolation(history, model, result);
  return core.length === 0 ? history : { operations: core, annotations: history.annotations };
}

// What to show for the result of a check: enough to believe it, and no more.

import type { History } from './history/history';
import type { Operation } from './history/operation';
import { explainViolation } from './linearizable';
import type { Model } from './models/model';
import type { CheckResult } from './result';

/** So many operations are read as quickly as fewer, and what surrounds a contradiction explains it. */
const SMALL = 24;

export interface Evidence {
  readonly history: History;
  /** The fewest operations that contradict each other, to be shown in place of the history; empty if it is small, or nothing smaller is known. */
  readonly core: readonly Operation[];
}

/**
 * The whole history if it is small or nothing smaller is known; else, of a history that is not linearizable, the fewest operations that contradict each
 * other.
 * @param model what the history was checked against; undefined for criteria without a model
 * @returns options for `formatResult` and `drawHtml`
 * @example
 * const result = checkLinearizable(history, model);
 * console.log(formatResult(result, evidence(history, model, result)));
 */
export function evidence(history: History, model: Model | undefined, result: CheckResult): Evidence {
  const isSmall = history.length <= SMALL;
  if (isSmall || model === undefined || result.verdict !== 'violation' || result.criterion !== 'linearizable')
    return { history, core: [] };
  return { history, core: explainViolation(history, model, result).core };
}

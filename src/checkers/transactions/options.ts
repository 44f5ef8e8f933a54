// Options of the transactional checks.

import { type Budget, type BudgetOptions, limit, resolveBudget } from '../budget';
import { type IsolationLevel, resolveLevel } from './level';

export interface TransactionOptions extends BudgetOptions {
  /** The level that is demanded. Default: `serializable`. All anomalies are reported whatever the level; it decides the verdict. */
  readonly level?: IsolationLevel;
  /** Anomalies of one name that are described; all are counted. Default: 8. */
  readonly maxAnomalies?: number;
}

export interface ResolvedOptions {
  readonly level: IsolationLevel;
  readonly maxAnomalies: number;
  readonly budget: Budget;
}

const DEFAULT_ANOMALIES = 8;

/** @throws RangeError or TypeError naming the option that cannot be used */
export function resolveOptions(options: TransactionOptions): ResolvedOptions {
  return {
    level: resolveLevel(options.level ?? 'serializable'),
    maxAnomalies: limit('maxAnomalies', options.maxAnomalies, DEFAULT_ANOMALIES),
    budget: resolveBudget(options),
  };
}

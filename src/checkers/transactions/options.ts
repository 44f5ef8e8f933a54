// Options of the transactional checks.

import { type BudgetOptions, DEFAULT_CONFIGURATIONS, limit } from '../budget';
import { type IsolationLevel, resolveLevel } from './level';

export interface TransactionOptions extends Pick<BudgetOptions, 'maxConfigurations'> {
  /** The level that is demanded. Default: `serializable`. All anomalies are reported whatever the level; it decides the verdict. */
  readonly level?: IsolationLevel;
  /** Anomalies of one name that are described; all are counted. Default: 8. */
  readonly maxAnomalies?: number;
}

export interface ResolvedOptions {
  readonly level: IsolationLevel;
  readonly maxAnomalies: number;
  readonly maxConfigurations: number;
}

const DEFAULT_ANOMALIES = 8;

/** @throws RangeError naming the option that cannot be used */
export function resolveOptions(
  options: TransactionOptions,
  fallback: IsolationLevel = 'serializable',
): ResolvedOptions {
  return {
    level: resolveLevel(options.level ?? fallback),
    maxAnomalies: limit('maxAnomalies', options.maxAnomalies, DEFAULT_ANOMALIES),
    maxConfigurations: limit('maxConfigurations', options.maxConfigurations, DEFAULT_CONFIGURATIONS),
  };
}

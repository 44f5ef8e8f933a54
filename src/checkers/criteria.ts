// The consistency criteria by name.

import { SESSION_GUARANTEES, type SessionGuarantee } from './causal/guarantee';
import { ISOLATION_LEVELS, type IsolationLevel } from './transactions/level';

/**
 * What a criterion is judged by: `model`, a sequential specification; `causality` and `sessions`, reads and writes alone; `transactions`, an isolation
 * level.
 */
export type CriterionFamily = 'model' | 'causality' | 'sessions' | 'transactions';

export type CriterionName =
  | 'linearizable'
  | 'sequential'
  | 'causal'
  | 'causal-convergence'
  | 'causal-memory'
  | 'session-guarantees'
  | SessionGuarantee
  | IsolationLevel;

/** All criteria by name: those for objects, then the isolation levels of transactions. `causal` is both. */
export const CRITERIA = {
  linearizable: 'model',
  sequential: 'model',
  causal: 'causality',
  'causal-convergence': 'causality',
  'causal-memory': 'causality',
  'session-guarantees': 'sessions',
  ...everyOne(SESSION_GUARANTEES, 'sessions'),
  ...everyOne(
    ISOLATION_LEVELS.filter((level) => level !== 'causal'),
    'transactions',
  ),
} as Readonly<Record<CriterionName, CriterionFamily>>;

function everyOne(names: readonly CriterionName[], family: CriterionFamily): Record<string, CriterionFamily> {
  return Object.fromEntries(names.map((name) => [name, family]));
}

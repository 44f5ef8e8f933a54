// One way in to all criteria, by name: what the command line and the matchers call.

import type { BudgetOptions } from './budget';
import { checkCausal } from './causal/check-causal';
import type { SessionGuarantee } from './causal/guarantee';
import { checkSessionGuarantees } from './causal/session-guarantees';
import { CRITERIA, type CriterionFamily, type CriterionName } from './criteria';
import type { History } from './history/history';
import { checkLinearizable } from './linearizable';
import { type ModelName, modelNamed } from './model-names';
import type { Model } from './models/model';
import { nearestName } from './models/nearest-name';
import type { CheckResult } from './result';
import { checkSequentialConsistency } from './sequential/sequential-consistency';
import { checkTransactions } from './transactions/check-transactions';
import type { IsolationLevel } from './transactions/level';
import { describeValue } from './values/describe';

export interface CheckOptions extends BudgetOptions {
  /** Default: `linearizable`. */
  readonly criterion?: CriterionName;
  /**
   * The sequential specification, for the criteria that need one: a model, or the name of a built-in one. Where operations have keys, a named model
   * of one object is that of one object per key.
   */
  readonly model?: Model | ModelName;
  /** For the causal criteria and the session guarantees: what is read before the first write. Default: nothing, null or undefined. */
  readonly initial?: unknown;
}

/**
 * Checks a history for a criterion.
 * @throws RangeError for a criterion or a model that there is not, TypeError if the model is missing; HistoryError if the criterion cannot judge
 *   such a history; ModelError if the model breaks its rules
 * @example
 * check(readHistory(text), { criterion: 'linearizable', model: 'cas-register' }).verdict
 */
export function check(history: History, options: CheckOptions = {}): CheckResult {
  const { criterion = 'linearizable', model, initial, ...budget } = options;
  const family = familyOf(criterion);
  if (family === 'model') {
    const specification = modelFor(criterion, model, history);
    return criterion === 'sequential'
      ? checkSequentialConsistency(history, specification, budget)
      : checkLinearizable(history, specification, budget);
  }
  if (family === 'transactions' || (criterion === 'causal' && areTransactions(history)))
    return checkTransactions(history, { ...budget, level: criterion as IsolationLevel });
  if (family === 'sessions') {
    const guarantees = criterion === 'session-guarantees' ? undefined : [criterion as SessionGuarantee];
    return checkSessionGuarantees(history, { ...budget, initial, guarantees }).together;
  }
  return checkCausal(history, { ...budget, initial, variant: VARIANTS[criterion as keyof typeof VARIANTS] });
}

const VARIANTS = { causal: 'CC', 'causal-convergence': 'CCv', 'causal-memory': 'CM' } as const;

/** Causality is a criterion of reads and writes as well as of transactions. */
function areTransactions({ operations }: History): boolean {
  return operations.length > 0 && operations.every(({ f }) => f === 'txn');
}

function familyOf(criterion: string): CriterionFamily {
  if (Object.hasOwn(CRITERIA, criterion)) return CRITERIA[criterion as CriterionName];
  const names = Object.keys(CRITERIA);
  const nearest = nearestName(criterion, names);
  throw new RangeError(
    `Expected \`criterion\` to be one of ${names.join(', ')}, got ${describeValue(criterion)}` +
      (nearest === null ? '' : `; did you mean '${nearest}'?`),
  );
}

function modelFor(criterion: string, model: Model | ModelName | undefined, history: History): Model {
  if (typeof model === 'string') {
    const keyed = history.operations.some(({ key }) => key !== undefined);
    return modelNamed(model, {}, keyed);
  }
  if (typeof model?.step === 'function' && typeof model.init === 'function') return model;
  throw new TypeError(
    `The criterion ${criterion} needs a model: expected \`model\` to be a model, such as register(), or the name of one, got ${describeValue(model)}`,
  );
}

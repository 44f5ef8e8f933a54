// One way in to all criteria, by name: what the command line and the matchers call.

import type { BudgetOptions } from './budget';
import { checkCausal } from './causal/check-causal';
import type { SessionGuarantee } from './causal/guarantee';
import { checkSessionGuarantees } from './causal/session-guarantees';
import { CRITERIA, type CriterionFamily, type CriterionName } from './criteria';
import type { History } from './history/history';
import { checkLinearizable } from './linearizable';
import { type ModelName, modelNamed } from './model-names';
import { checkedHistory, problemOf } from './models/checked-arguments';
import type { Model } from './models/model';
import { didYouMean } from './nearest-name';
import type { CheckResult } from './result';
import { checkSequentialConsistency } from './sequential/sequential-consistency';
import { checkTransactions } from './transactions/check-transactions';
import type { IsolationLevel } from './transactions/level';
import type { VersionAssumption } from './transactions/read-write-register';
import { describeValue } from './values/describe';

export interface CheckOptions extends BudgetOptions {
  /** Default: `linearizable`. */
  readonly criterion?: CriterionName;
  /**
   * The sequential specification, for the criteria that need one: a model, or the name of a built-in one. Where operations have keys, a named model
   * of one object is that of one object per key.
   */
  readonly model?: Model | ModelName;
  /** For the criteria without a model: what is read before the first write. Default: nothing, null or undefined. */
  readonly initial?: unknown;
  /** For isolation levels of transactions with writes: what is taken for granted of each key by itself. Default: nothing. */
  readonly assume?: VersionAssumption;
}

/**
 * Checks a history for a criterion.
 * @throws RangeError for a criterion or a model that there is not, TypeError if the model is missing; HistoryError if the criterion cannot judge
 *   such a history; ModelError if the model breaks its rules
 * @example
 * check(readHistory(text), { criterion: 'linearizable', model: 'cas-register' }).verdict
 */
export function check(history: History, options: CheckOptions = {}): CheckResult {
  checkedHistory(history);
  const { criterion = 'linearizable', model, initial, assume, ...budget } = options;
  const family = familyOf(criterion);
  if (assume !== undefined && family !== 'transactions' && criterion !== 'causal')
    throw new TypeError(
      `The criterion ${criterion} takes no \`assume\`, which is for isolation levels, got ${describeValue(assume)}`,
    );
  if (family === 'model') {
    const specification = modelFor(criterion, model, history);
    return criterion === 'sequential'
      ? checkSequentialConsistency(history, specification, budget)
      : checkLinearizable(history, specification, budget);
  }
  if (family === 'transactions' || (criterion === 'causal' && areTransactions(history)))
    return checkTransactions(history, { ...budget, level: criterion as IsolationLevel, initial, assume });
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
  throw new RangeError(
    `Expected \`criterion\` to be one of ${names.join(', ')}, got ${describeValue(criterion)}` +
      didYouMean(criterion, names, "'"),
  );
}

function modelFor(criterion: string, model: Model | ModelName | undefined, history: History): Model {
  if (typeof model === 'string') {
    const keyed = history.operations.some(({ key }) => key !== undefined);
    return modelNamed(model, {}, keyed);
  }
  const problem = problemOf(model);
  if (problem === null) return model as Model;
  throw new TypeError(
    `The criterion ${criterion} needs a model: expected \`model\` to be a model, such as models.register(), or the name of one, got ${problem}`,
  );
}

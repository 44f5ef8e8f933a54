// The consistency criteria by name.

import { ISOLATION_LEVELS, type IsolationLevel } from './transactions/level';

/** Those for objects; `needsModel`: what a sequential specification has to be given for. */
const OBJECT_CRITERIA = {
  linearizable: { needsModel: true, description: 'each operation at one moment between its call and its return' },
  sequential: { needsModel: true, description: 'some order that keeps the order of each process' },
  causal: {
    needsModel: false,
    description: 'reads and writes: no effect without its causes (CC); also of transactions',
  },
  'causal-convergence': { needsModel: false, description: 'causal, and all agree on the order of writes (CCv)' },
  'causal-memory': {
    needsModel: false,
    description: 'causal, and each process explains all it has seen by one order (CM)',
  },
} as const;

export type CriterionName = keyof typeof OBJECT_CRITERIA | IsolationLevel;

export interface CriterionDescription {
  /** It is judged against a model: a sequential specification. */
  readonly needsModel: boolean;
  /** Of histories whose operations are transactions. */
  readonly transactional: boolean;
  readonly description: string;
}

/** All criteria by name: those for objects, then the isolation levels of transactions. */
export const CRITERIA: Readonly<Record<CriterionName, CriterionDescription>> = {
  ...described(Object.keys(OBJECT_CRITERIA) as (keyof typeof OBJECT_CRITERIA)[], (name) => ({
    ...OBJECT_CRITERIA[name],
    transactional: false,
  })),
  ...described(
    ISOLATION_LEVELS.filter((level) => level !== 'causal'),
    () => ({ needsModel: false, transactional: true, description: 'an isolation level of transactions' }),
  ),
} as Record<CriterionName, CriterionDescription>;

function described<Name extends string>(
  names: readonly Name[],
  describe: (name: Name) => CriterionDescription,
): Record<Name, CriterionDescription> {
  return Object.fromEntries(names.map((name) => [name, describe(name)])) as Record<Name, CriterionDescription>;
}

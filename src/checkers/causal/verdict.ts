// Results of the causal checks.

import type { CheckResult, Pattern } from '../result';
import type { SessionHistory } from './session-history';

const METHOD = 'polynomial: bad patterns';

/** `violation` if there is a pattern, else `ok`. */
export function verdictOf(criterion: string, pattern: Pattern | null, memory: number): CheckResult {
  return {
    ...neutral(criterion, memory),
    verdict: pattern ? 'violation' : 'ok',
    reason: pattern ? pattern.text : 'the history has none of the patterns that the criterion forbids',
    pattern,
  };
}

/** `unknown`: the check does not apply. */
export function undecided(criterion: string, reason: string): CheckResult {
  return { ...neutral(criterion, 0), reason };
}

/** Why a check of so many operations is not made. */
export function tooLarge({ operations, sessions }: SessionHistory, memory: number): string {
  return `not decided: ${operations.length} operations in ${sessions.length} sessions need about ${memory} bytes, more than the memory budget (maxMemory)`;
}

function neutral(criterion: string, memory: number): CheckResult {
  return {
    verdict: 'unknown',
    criterion,
    model: '',
    reason: '',
    witness: null,
    partition: undefined,
    stuck: null,
    pattern: null,
    statistics: { method: METHOD, configurations: 0, partitions: 1, memory },
  };
}

// From a violation to what a person needs to believe it: the shortest bad prefix, and the fewest operations that contradict each other whatever
// the others did.

import type { History } from '../history/history';
import type { Operation } from '../history/operation';
import type { Model } from '../models/model';
import type { CheckResult, Pattern, StuckState } from '../result';
import { LinearizabilityCheck } from './check';
import { LinearizabilityResult } from './linearizability-result';
import type { PartHistory } from './make-part';
import { minimize } from './minimize';

export interface Counterexample {
  /** All operations of the failing part that were called before the first return that no order passes. */
  readonly prefix: readonly Operation[];
  /**
   * Operations of the prefix that are a violation by themselves, however often and whenever the other ones took effect; no smaller selection was found
   * to be one. Empty if the history is no violation.
   */
  readonly core: readonly Operation[];
  readonly stuck: StuckState | null;
  readonly pattern: Pattern | null;
}

/** Configurations for one attempt to do without some operations. What is not decided within it is kept. */
const ATTEMPT = 5000;
/** Configurations and attempts altogether. */
const EFFORT = 300_000;
const ATTEMPTS = 500;

/**
 * @param result of `checkLinearizable` of this history and model
 * @throws ModelError as `checkLinearizable`
 */
export function explainViolation<State>(history: History, model: Model<State>, result: CheckResult): Counterexample {
  const { pattern, stuck } = result;
  const whole = { key: undefined, operations: history.operations, model: model as Model };
  const part = result instanceof LinearizabilityResult ? result.part : whole;
  if (part === null || result.verdict !== 'violation')
    return { prefix: [], core: pattern?.operations ?? [], stuck, pattern };
  const blockedBy = stuck?.blockedBy ?? null;
  const prefix = prefixOf(part.operations, blockedBy);
  const proven = result instanceof LinearizabilityResult && result.stuckIsProven;
  const core = coreOf(part, prefix, blockedBy, proven);
  if (core !== null) return { prefix, core, stuck, pattern };
  return { prefix: part.operations, core: pattern?.operations ?? part.operations, stuck, pattern };
}

function prefixOf(operations: readonly Operation[], blockedBy: Operation | null): readonly Operation[] {
  return blockedBy === null ? operations : operations.filter(({ call }) => call <= blockedBy.return);
}

/**
 * An operation is done without in the weakest sense: one that changes nothing is removed, any other may happen at any time, or never. What is
 * a violation even so is one in the whole history.
 * @param proven whether the prefix is known to be a violation. If not, the search was only made to explain one that was found in another way, and may have
 * ended before it came to the return that cannot be passed
 * @returns null if the prefix is not seen to be a violation
 */
function coreOf(
  { model }: PartHistory,
  prefix: readonly Operation[],
  blockedBy: Operation | null,
  proven: boolean,
): readonly Operation[] | null {
  const end = blockedBy?.return ?? Number.POSITIVE_INFINITY;
  let left = EFFORT;
  const isViolation = (kept: ReadonlySet<Operation>): boolean => {
    const free = prefix.filter((operation) => !kept.has(operation) && !canBeRemoved(operation, model)).map(atAnyTime);
    const rest = prefix.filter((operation) => kept.has(operation)).map((operation) => cutAt(operation, end));
    if (left <= 0) return false;
    const check = new LinearizabilityCheck([...free, ...rest], model, { maxConfigurations: Math.min(ATTEMPT, left) });
    const result = check.run() as CheckResult;
    left -= result.statistics.configurations + 1;
    return result.verdict === 'violation';
  };
  if (!proven && !isViolation(new Set(prefix))) return null;
  return minimize(shortestEnd(prefix, blockedBy, isViolation), isViolation, ATTEMPTS);
}

/** The end of the prefix that is a violation by itself, doubled until it is: what contradicts each other is mostly near. */
function shortestEnd(
  prefix: readonly Operation[],
  blockedBy: Operation | null,
  isViolation: (kept: ReadonlySet<Operation>) => boolean,
): readonly Operation[] {
  for (let length = 1; length < prefix.length; length *= 2) {
    const end = prefix.filter((operation, index) => index >= prefix.length - length || operation === blockedBy);
    if (isViolation(new Set(end))) return end;
  }
  return prefix;
}

function canBeRemoved(operation: Operation, model: Model): boolean {
  return operation.outcome === 'blocked' || model.pure?.(operation) === true;
}

function atAnyTime(operation: Operation): Operation {
  return {
    ...operation,
    outcome: 'info',
    output: undefined,
    call: Number.NEGATIVE_INFINITY,
    return: Number.POSITIVE_INFINITY,
  };
}

/** In the prefix, what returns after its end has an unknown result. */
function cutAt(operation: Operation, end: number): Operation {
  if (operation.return <= end || operation.outcome === 'blocked') return operation;
  return { ...operation, outcome: 'info', output: undefined, return: Number.POSITIVE_INFINITY };
}

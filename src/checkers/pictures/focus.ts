// What a result points at: the operations that a picture has to show, and the one to look at first.

import type { Operation } from '../history/operation';
import type { CheckResult } from '../result';
import { sameValue } from '../values/same';

export interface Focus {
  /** The operation where the trouble shows; null if there is none. */
  readonly error: Operation | null;
  /** Operations that contradict each other: the core, else those of the pattern, else what stands where the search got stuck. */
  readonly named: readonly Operation[];
  /** `named` is a core or a pattern: a contradiction by itself. */
  readonly isContradiction: boolean;
  /** Where it got stuck: the operations that have to be seen to follow the reasons. */
  readonly candidates: readonly Operation[];
  /** The order that explains the history, or the longest legal one that was found. */
  readonly order: readonly Operation[];
}

/** More candidates than this are not drawn as if each were to blame. */
const FEW = 8;

/** @param core the fewest operations that are a violation by themselves, if known */
export function focusOf(result: CheckResult | undefined, core: readonly Operation[] = []): Focus {
  const pattern = result?.pattern?.operations ?? [];
  const stuck = result?.verdict === 'ok' ? null : (result?.stuck ?? null);
  const candidates = (stuck?.candidates ?? []).map(({ operation }) => operation);
  const contradiction = core.length > 0 ? core : pattern;
  const wall = stuck?.blockedBy ?? null;
  const error = (contradiction.length > 0 ? latest(contradiction) : wall) ?? candidates[0] ?? null;
  const atWall = wall === null ? [] : [wall];
  const stuckAt = candidates.length <= FEW ? [...new Set([...atWall, ...candidates])] : atWall;
  const named = contradiction.length > 0 ? contradiction : stuckAt;
  return {
    error,
    named,
    isContradiction: contradiction.length > 0,
    candidates: [...atWall, ...candidates],
    order: result?.witness ?? stuck?.order ?? [],
  };
}

/** The one that was called last: only then the contradiction is complete. */
function latest(operations: readonly Operation[]): Operation | null {
  return operations.reduce<Operation | null>(
    (last, operation) => (last === null || operation.call > last.call ? operation : last),
    null,
  );
}

/** The key that all operations of the failing part carry, if parts are told apart by key; else undefined. */
export function partitionKey(operations: readonly Operation[], result: CheckResult | undefined): unknown {
  if (result === undefined || result.partition === undefined || result.verdict === 'ok') return undefined;
  const { partition } = result;
  return operations.some(({ key }) => key !== undefined && lookSame(key, partition)) ? partition : undefined;
}

/** Whether two values are equal; what cannot be compared is not, as a picture is drawn of any history. */
export function lookSame(one: unknown, other: unknown): boolean {
  try {
    return sameValue(one, other);
  } catch {
    return false;
  }
}

// Compares two traces of the same test: where their schedules part and whether they failed alike.

import { compareSignatures } from './signature';
import type { Trace, TraceDecision } from './trace';

export interface TraceDifference {
  /** 0-based number of the first decision that differs. */
  readonly decision: number;
  /** Fields of the decision that differ; empty if one trace has ended. */
  readonly fields: readonly (keyof TraceDecision)[];
  readonly first: TraceDecision | null;
  readonly second: TraceDecision | null;
}

export interface TraceComparison {
  readonly equal: boolean;
  /** Where the schedules part; null if they do not. */
  readonly difference: TraceDifference | null;
  /** `one` if only one of them failed. */
  readonly failures: 'same' | 'moved' | 'different' | 'one' | 'none';
}

const FIELDS = ['kind', 'options', 'choice', 'task', 'site', 'operation', 'hash'] as const;

/** Compares decisions, then failures; events are not looked at, because a trace may come without them. */
export function compareTraces(first: Trace, second: Trace): TraceComparison {
  const difference = firstDifference(first.decisions, second.decisions);
  const failures = compareFailures(first, second);
  return { equal: difference === null && (failures === 'same' || failures === 'none'), difference, failures };
}

/** The first decision in which two schedules differ. */
export function firstDifference(
  first: readonly TraceDecision[],
  second: readonly TraceDecision[],
): TraceDifference | null {
  const length = Math.max(first.length, second.length);
  for (let decision = 0; decision < length; decision++) {
    const one = first[decision] ?? null;
    const other = second[decision] ?? null;
    if (one === null || other === null) return { decision, fields: [], first: one, second: other };
    const fields = FIELDS.filter((field) => one[field] !== other[field]);
    if (fields.length > 0) return { decision, fields, first: one, second: other };
  }
  return null;
}

function compareFailures(first: Trace, second: Trace): TraceComparison['failures'] {
  if (first.failure === null && second.failure === null) return 'none';
  if (first.failure === null || second.failure === null) return 'one';
  return compareSignatures(first.failure.signature, second.failure.signature);
}

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

const KNOWN_TO_ALL = ['kind', 'options', 'choice', 'site'] as const;
const UNHASHED = ['kind', 'options', 'choice', 'task', 'site', 'operation'] as const;
const FIELDS = [...UNHASHED, 'hash'] as const;

/** Compares decisions, then failures. Events are not looked at, because a file may lack them. */
export function compareTraces(first: Trace, second: Trace): TraceComparison {
  const difference = firstDifference(first.decisions, second.decisions);
  const failures = compareFailures(first, second);
  return { equal: difference === null && (failures === 'same' || failures === 'none'), difference, failures };
}

/**
 * The first decision in which two schedules differ. Older versions recorded neither task nor operation of late operations and drawn
 * values: where only one of the traces has them, these fields are passed over, and so are all hashes, which are made from them.
 */
export function firstDifference(
  first: readonly TraceDecision[],
  second: readonly TraceDecision[],
): TraceDifference | null {
  const length = Math.max(first.length, second.length);
  const areAlike = hasTasks(first) === hasTasks(second);
  for (let decision = 0; decision < length; decision++) {
    const one = first[decision] ?? null;
    const other = second[decision] ?? null;
    if (one === null || other === null) return { decision, fields: [], first: one, second: other };
    const comparable = areAlike ? FIELDS : one.kind === 'late' || one.kind === 'choose' ? KNOWN_TO_ALL : UNHASHED;
    const fields = comparable.filter((field) => one[field] !== other[field]);
    if (fields.length > 0) return { decision, fields, first: one, second: other };
  }
  return null;
}

/** True unless late operations and drawn values come without their tasks. */
function hasTasks(decisions: readonly TraceDecision[]): boolean {
  const asked = decisions.filter(({ kind }) => kind === 'late' || kind === 'choose');
  return asked.length === 0 || asked.some(({ task }) => task !== '');
}

function compareFailures(first: Trace, second: Trace): TraceComparison['failures'] {
  if (first.failure === null && second.failure === null) return 'none';
  if (first.failure === null || second.failure === null) return 'one';
  return compareSignatures(first.failure.signature, second.failure.signature);
}

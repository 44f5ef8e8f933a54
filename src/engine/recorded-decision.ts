// The decisions of a schedule as they are recorded, stored in traces, and replayed.

import { AS_EVENT } from './decision-log';

/** Kinds of decisions as stored in `decisions`. */
export const DECISION_KINDS = ['pick', 'late', 'choose', 'native'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** A decision, with what it is about: what a replay needs of it. */
export interface RecordedDecision {
  readonly kind: DecisionKind;
  /** Number of options there were. */
  readonly options: number;
  /** Index of the option taken; 0 is what an undisturbed event loop does. Of `late`: 1 is an event of its own, a larger one some microtasks. */
  readonly choice: number;
  /** Id of the task of the chosen operation, or of the one that the question is about ('' unknown). */
  readonly task: string;
  /** `file:line:column` of the operation's site, or of the place of a data choice; '' unknown. */
  readonly site: string;
  /** Kind of the operation (`timer`, `await`, …), or the decision's kind where there is no operation. */
  readonly operation: string;
}

/** By how many microtasks the operation completes later than at once; 0 if it completes at once or as an event, or if it is another decision. */
export function microtasksOf({ kind, choice }: Pick<RecordedDecision, 'kind' | 'choice'>): number {
  return kind === 'late' && choice > AS_EVENT ? choice - AS_EVENT : 0;
}

/** The same as a recording and a trace hold it. */
export interface HashedDecision extends RecordedDecision {
  /** Rolling 32-bit hash over all decisions up to this one, and over tasks, kinds and sites of what was enabled. */
  readonly hash: number;
}

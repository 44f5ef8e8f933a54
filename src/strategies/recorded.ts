// The decisions of a trace as replaying strategies need them: which there are to answer, and whether one fits what is asked.

import { AS_EVENT } from '../engine/decision-log';
import type { PendingOperation } from '../engine/operation';
import { microtasksOf, type RecordedDecision } from '../engine/recorded-decision';

export type { RecordedDecision };

/** Turns a site id into what traces hold: `file:line:column`, or '' for an unknown site. */
export type DescribeSite = (site: number) => string;

/** A decision with its position in the trace. */
export interface Recorded {
  readonly step: number;
  readonly decision: RecordedDecision;
}

/** The decisions that a strategy is asked for: all but the completions of native promises, which the engine replays itself. */
export function askedOf(decisions: readonly RecordedDecision[]): Recorded[] {
  return decisions.map((decision, step) => ({ step, decision })).filter(({ decision }) => decision.kind !== 'native');
}

/** Whether the recorded pick took this operation, by fingerprint: task, site and kind. */
export function isChosen(decision: RecordedDecision, operation: PendingOperation, describe: DescribeSite): boolean {
  return (
    decision.kind === 'pick' &&
    decision.task === operation.task.id &&
    decision.operation === operation.kind &&
    decision.site === describe(operation.site)
  );
}

/** The answer to `late` that a choice stands for. */
export function latenessOf(choice: number): boolean | number {
  return choice > AS_EVENT ? choice - AS_EVENT : choice === AS_EVENT;
}

/** A recorded decision in words. */
export function describeDecision(decision: RecordedDecision): string {
  const { kind, options, choice, task, site, operation } = decision;
  if (kind === 'pick')
    return `${describeOperation(operation, task, site)} chosen among ${options} operations (number ${choice})`;
  if (kind === 'late') return `an operation at ${site || 'an unknown site'} that completes ${completion(decision)}`;
  return `a choice of ${choice} among ${options} values`;
}

function completion(decision: RecordedDecision): string {
  const microtasks = microtasksOf(decision);
  if (microtasks > 0) return `${microtasks} microtask${microtasks === 1 ? '' : 's'} later than at once`;
  return decision.choice === AS_EVENT ? 'late' : 'at once';
}

/** An operation in words. */
export function describeOperation(kind: string, task: string, site: string): string {
  return `${kind} of task ${task} at ${site || 'an unknown site'}`;
}

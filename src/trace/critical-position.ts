// Where in the recorded events the critical decision was taken.

import { alignDecisions } from './align';
import type { Trace } from './trace';

/** Position of the event; null if there is no critical pair, or no event of it. */
export function criticalPosition({ critical, decisions, events }: Trace): number | null {
  const index = critical ? scheduledIndices(decisions)[critical.decision] : undefined;
  const position = index === undefined ? undefined : alignDecisions(decisions, events)?.[index];
  return position === undefined || position === -1 ? null : position;
}

/** Indices of the decisions that a critical pair counts: all but native completions. */
function scheduledIndices(decisions: Trace['decisions']): number[] {
  return decisions.flatMap(({ kind }, index) => (kind === 'native' ? [] : [index]));
}

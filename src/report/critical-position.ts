// Where in the recorded events the critical decision was taken.

import { alignDecisions } from '../trace/align';
import { scheduled } from '../trace/deviations';
import type { Trace } from '../trace/trace';

/** Position of the event; null if there is no critical pair, or no event of it. */
export function criticalPosition({ critical, decisions, events }: Trace): number | null {
  if (!critical) return null;
  return alignDecisions(scheduled(decisions), events)?.[critical.decision] ?? null;
}

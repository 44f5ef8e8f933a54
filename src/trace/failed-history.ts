// A history that a consistency check refused. An error carries it to the trace and to the report, as text and plain data.

import { type Check, check } from './checks';

export interface FailedHistory {
  /** What it was checked for: `linearizable`. */
  readonly criterion: string;
  /** Name of the specification; '' for criteria without one. */
  readonly model: string;
  /** `unknown`: a budget ended before the check did. */
  readonly verdict: 'violation' | 'unknown';
  /** One sentence: why. */
  readonly reason: string;
  /** Its drawing, line by line. */
  readonly picture: readonly string[];
  /** All of it as JSON Lines, one event per line: what `lockstep check` reads. */
  readonly events: readonly string[];
}

export const FAILED_HISTORY: Check = check.object({
  criterion: check.text,
  model: check.text,
  verdict: check.oneOf('violation', 'unknown'),
  reason: check.text,
  picture: check.list(check.text),
  events: check.list(check.text),
});

/** The history that an expectation has attached to the error that it threw (Jest's `matcherResult`); undefined if there is none. Never throws. */
export function failedHistoryOf(thrown: unknown): FailedHistory | undefined {
  try {
    const found = (thrown as { matcherResult?: { failedHistory?: unknown } } | null | undefined)?.matcherResult
      ?.failedHistory;
    if (FAILED_HISTORY(found, '') !== null) return undefined;
    const { criterion, model, verdict, reason, picture, events } = found as FailedHistory;
    return { criterion, model, verdict, reason, picture: [...picture], events: [...events] };
  } catch {
    return undefined;
  }
}

// A check that can be run piece by piece, and the two ways of running one to its end.

import type { CheckResult } from './result';

/** A check under way. It never blocks for longer than one slice (or one call of the model). */
export interface ResumableCheck {
  /**
   * Visits up to `configurations` more configurations.
   * @returns the result once the verdict is final (also when a budget has ended), else null
   */
  run(configurations?: number): CheckResult | null;
}

/** Configurations between two looks at the clock, the signal and the event loop. */
export const SLICE = 4096;

/** Runs a check to its end without a pause. */
export function runToEnd(check: ResumableCheck): CheckResult {
  for (;;) {
    const result = check.run(SLICE);
    if (result !== null) return result;
  }
}

/** Runs a check to its end, letting the event loop turn between slices. */
export async function runInTurns(check: ResumableCheck): Promise<CheckResult> {
  for (;;) {
    const result = check.run(SLICE);
    if (result !== null) return result;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

// What a failing run and its nearest passing neighbour tell together: the likeliest causes, and which overlap it takes.

import type { TraceEvent } from '../../engine/event';
import type { FailureKind } from '../../engine/outcome';
import type { Site } from '../../engine/sites';
import { rankedCauses } from './causes';
import { raceOf } from './explain';
import { patternsOf } from './patterns';
import type { Race } from './race';

/** How the passing neighbour of a failure was found where no single decision makes the difference. */
export type Overlap =
  /** The tasks ran one after another. */
  | { readonly kind: 'one-after-another' }
  /** This task was held back until nothing else could run. */
  | { readonly kind: 'held-back'; readonly task: string; readonly name: string }
  /** Neither passes, whichever task is held back. */
  | { readonly kind: 'none' };

/** Plain data: a trace carries it, so that a replay need not look for the neighbour again. */
export interface Explanation {
  /** The likeliest first; empty if nothing that is known to matter differs. */
  readonly causes: readonly Race[];
  /** Null if a single decision makes the difference. */
  readonly overlap: Overlap | null;
}

export interface ExplainInput {
  /** Events of the failing run and of its passing neighbour, if there is one. */
  readonly failing: readonly TraceEvent[];
  readonly passing: readonly TraceEvent[] | null;
  readonly overlap: Overlap | null;
  readonly siteOf: (id: number) => Site | undefined;
  /** Files of the test and of its fakes. */
  readonly testFiles: ReadonlySet<string>;
  /** The two runs differ in a value that was drawn: then much differs that is no matter of order. */
  readonly isDrawn: boolean;
  readonly failure: { readonly kind: FailureKind; readonly message: string };
}

const MOST_CAUSES = 3;

/** Explains a failure by the difference to a passing run. A deadlock is explained by who waits for what, not by a race. */
export function explainDifference({
  failing,
  passing,
  overlap,
  siteOf,
  testFiles,
  isDrawn,
  failure,
}: ExplainInput): Explanation {
  if (failure.kind.endsWith('deadlock')) return { causes: [], overlap };
  const { message } = failure;
  const differing = passing === null ? [] : rankedCauses({ failing, passing, siteOf, testFiles, isDrawn, message });
  const causes = differing.length > 0 ? differing : patternsOf(failing, siteOf, testFiles, passing === null);
  return { causes: causes.slice(0, MOST_CAUSES).map((candidate) => raceOf(candidate, siteOf)), overlap };
}

// What a failing run and its nearest passing neighbour tell together: the likeliest causes, and which overlap it takes.

import type { FailureKind, WaitingTask } from '../../engine/outcome';
import type { Site } from '../../engine/sites';
import { rankedCauses } from './causes';
import { raceOf } from './explain';
import { patternsOf } from './patterns';
import type { RecordedPromises } from './promise-lives';
import type { Race } from './race';
import { type Wake, wakesOf } from './wake';

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
  /** Of a deadlock: who should have ended the waits. Absent in traces of earlier versions. */
  readonly wakes?: readonly Wake[];
}

export interface ExplainInput {
  /** The failing run and its passing neighbour, if there is one. */
  readonly failing: RecordedPromises;
  readonly passing: RecordedPromises | null;
  readonly waiting: readonly WaitingTask[];
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
export function explainDifference(input: ExplainInput): Explanation {
  const { failing, passing, overlap, siteOf, testFiles, isDrawn, failure } = input;
  if (failure.kind.endsWith('deadlock')) return { causes: [], overlap, wakes: wakesOf(input) };
  const { message } = failure;
  const { events } = failing;
  const differing =
    passing === null
      ? []
      : rankedCauses({ failing: events, passing: passing.events, siteOf, testFiles, isDrawn, message });
  const causes = differing.length > 0 ? differing : patternsOf(events, siteOf, testFiles, passing === null);
  return { causes: causes.slice(0, MOST_CAUSES).map((candidate) => raceOf(candidate, siteOf)), overlap };
}

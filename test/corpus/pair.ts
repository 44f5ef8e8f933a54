// A failing and a correct body as tests: in the failing one Lockstep must find that very bug with its default settings, in the
// correct one it must stay silent. With LOCKSTEP_CORPUS_MEASURE, LOCKSTEP_CORPUS_SHRINK or LOCKSTEP_CORPUS_EXPLAIN
// set, the strategies, shrinking or explanations are measured on the failing one instead.

import { ctest, type ExploreOptions, type ExploreResult, explore, type Finding } from 'lockstep';
import { fewestDepartures } from './exhaustive';
import { explaining, recordExplanation } from './explaining';
import { measure, measuring } from './measure';
import { measureShrinking, shrinking } from './shrinking';

export interface Pair {
  readonly name: string;
  readonly failing: Side;
  readonly correct: Side;
  /** What must be reported: a message of this shape, or a deadlock. */
  readonly bug: RegExp | 'deadlock';
  /** Percentage of random schedules that fail under the toy scheduler of the corpus; omitted where it was never measured. */
  readonly toy?: number;
  /** Limits of what the environment may do, where the scenario needs them. Everything else stays at its default. */
  readonly options?: ExploreOptions;
}

export interface Side {
  readonly label: string;
  readonly body: () => Promise<void>;
}

/**
 * Shrinking needs a second at most; the suite gives it more than the default, since it may share its processor. It also gives more time to the requests of the test
 * runner itself (its cache is a file): they have to be over before a deadlock is definite.
 */
const PATIENT: ExploreOptions = { shrink: 30_000, uncontrolledTimeout: 20_000 };
/** Schedules for the search that judges the shrunk one: no bug of the corpus needs a thousand. */
const MOST_EXHAUSTIVE = 20_000;

/** A fixed version must stay silent over this many schedules, or for this many milliseconds. */
export const SILENCE: ExploreOptions = { iterations: 10_000, timeBudget: 30_000 };

export function pair(subject: Pair): void {
  if (measuring) {
    measure(subject);
    return;
  }
  if (shrinking) {
    measureShrinking(subject);
    return;
  }
  if (explaining) {
    recordExplanation(subject);
    return;
  }
  describe(subject.name, () => {
    test(`${subject.failing.label}: the bug is found with the default settings, and shrunk to the fewest departures`, async () => {
      const result = await explore(subject.failing.body, { ...subject.options, ...PATIENT });
      expect(summary(result)).toMatch(subject.bug === 'deadlock' ? /^bug: deadlock/ : subject.bug);
      expect(result.finding?.verdict).toBe('bug');
      const { trace, shrunk } = result.finding as Finding;
      const { seed, iteration, model } = trace;
      const options = { ...subject.options, seed, iteration, model };
      const fewest = await fewestDepartures(subject.failing.body, options, subject.bug, MOST_EXHAUSTIVE);
      expect(shrunk).toMatchObject({ fewest: true, to: fewest.departures });
    });

    ctest.failing(`${subject.failing.label}: fails as a ctest`, { ...subject.options }, subject.failing.body);

    test(`${subject.correct.label}: silent`, async () => {
      expectSilence(await explore(subject.correct.body, { ...subject.options, ...SILENCE }));
    });
  });
}

/** Nothing was found or suspected, all of it was under control (unless that is allowed), and there were choices to make. */
export function expectSilence(result: ExploreResult, { uncontrolled }: ExploreOptions = {}): void {
  expect(summary(result)).toBe('silent');
  if (uncontrolled !== 'allow') expect(result.uncontrolled).toEqual([]);
  expect(result.boundReached).toBe(0);
  expect(result.distinct).toBeGreaterThan(1);
}

/** The outcome in one line: verdict, kind and message of the failure without colours. */
export function summary(result: ExploreResult): string {
  const finding = result.finding ?? result.latent;
  if (finding === null) return result.passed ? 'silent' : `not earned: ${result.unearned}`;
  const failure = finding.trace.failure;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Jest colours its messages with escape sequences
  const message = (failure?.message ?? '').replace(/\u001b\[\d+m/g, '');
  return `${finding.verdict}: ${failure?.kind}: ${message}`;
}

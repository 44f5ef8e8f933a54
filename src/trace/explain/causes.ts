// The causes of a failure, the likeliest first: what differs between the failing run and its nearest passing neighbour, by whose code it
// is, and by what came first. What differs later is as a rule a consequence.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import { Blame } from './blame';
import { differingReads, extraWrites, readOf } from './differing-reads';
import { doubleExecutions } from './double-execution';
import { overwrites } from './overwrite';
import type { Access, RaceCandidate, RaceKind } from './race';
import { Run } from './run';
import { allPlaces, isBinding, isOnePerCall } from './shared-places';
import { staleResults } from './stale-results';

export interface CauseInput {
  /** Events of the failing run and of the neighbour, both recorded with access tracking. */
  readonly failing: readonly TraceEvent[];
  readonly passing: readonly TraceEvent[];
  readonly siteOf: (id: number) => Site | undefined;
  /** Files of the test and of its fakes. */
  readonly testFiles: ReadonlySet<string>;
  /** Only what came in another order counts, not what one of the runs lacks. */
  readonly isDrawn: boolean;
  /** Of the failure. */
  readonly message: string;
}

/** The more exact a kind, the better. */
const BY_KIND: Readonly<Record<RaceKind, number>> = {
  'lost-update': 40,
  'check-then-act': 40,
  'stale-write': 36,
  'order-violation': 34,
  'stale-read': 34,
  leak: 30,
  'double-execution': 16,
  limit: 10,
  conflict: 0,
};
const BY_BLAME = 100;
/** A later difference is likelier a consequence. */
const PER_PLACE_BEFORE = 3;
const MOST_FOR_ORDER = 30;
/** A counter that is only ever changed in one go cannot be torn. */
const COUNTER = 20;
/** Bindings of functions are recorded by name: those of several calls look like one. */
const SEVERAL_BINDINGS = 20;
/** What the failed assertion reads shows the failure. What led to it was read earlier. */
const SYMPTOM = 30;
/** Of lists as a whole it is not known whether they differ. */
const UNKNOWN_VALUE = 8;
const MENTIONED = 6;

/** The candidates in order, one for each place. */
export function rankedCauses(input: CauseInput): RaceCandidate[] {
  const { failing, passing, siteOf, testFiles } = input;
  const here = runOf(failing, siteOf);
  const there = runOf(passing, siteOf);
  const blame = new Blame(failing, siteOf, testFiles);
  const swapped = differingReads(here, there);
  const found = input.isDrawn
    ? swapped.filter(({ missed }) => missed === undefined)
    : [...swapped, ...staleResults(here, there, siteOf), ...extraWrites(here, there)];
  const seen = new Map<string, RaceCandidate>();
  for (const plain of [...found, ...doubleExecutions(failing, passing, siteOf, blame)]) {
    const place = placeIdOf(plain);
    if (seen.has(place)) continue;
    const candidate = plain.kind === 'double-execution' ? plain : named(plain, here, there);
    const order = Math.min(seen.size * PER_PLACE_BEFORE, MOST_FOR_ORDER);
    const weight = blame.of(candidate) * BY_BLAME + BY_KIND[candidate.kind] - order + byHints(candidate, here, input);
    seen.set(place, { ...candidate, weight });
  }
  return [...seen.values()].sort((one, other) => other.weight - one.weight);
}

function runOf(events: readonly TraceEvent[], siteOf: CauseInput['siteOf']): Run {
  return new Run(
    allPlaces(events, siteOf).filter((accesses) => !isOnePerCall(accesses)),
    events,
  );
}

/** The same by its exact kind: a lost update or check-then-act, if the reader wrote behind its read; a leak, if a counter stays short. */
function named(candidate: RaceCandidate, here: Run, there: Run): RaceCandidate {
  const read = readOf(candidate);
  const exact = overwrites(here.place(read)).find(({ accesses }) => isOf(accesses, read));
  if (exact !== undefined) return exact;
  const { missed } = candidate;
  if (missed === undefined || !isOnlyCounted(there.place(missed)) || there.place(missed)[0] === missed)
    return candidate;
  const isOver = here.isOver(there.taskOf(missed));
  return isOver ? { ...candidate, kind: 'leak' } : candidate;
}

/** The reader takes part in the pattern, by this read or a later one. */
function isOf([first, between]: readonly Access[], read: Access): boolean {
  if (first === undefined || between === undefined || first.write) return false;
  if (between.task === read.task) return between.position > read.position;
  return first.task === read.task && first.position >= read.position && between.position > read.position;
}

function placeIdOf({ kind, accesses: [access] }: RaceCandidate): string {
  return kind === 'double-execution' ? `call ${access?.site}` : `${access?.object} ${access?.key}`;
}

function byHints(candidate: RaceCandidate, here: Run, { siteOf, testFiles, message, failing }: CauseInput): number {
  if (candidate.kind === 'double-execution') return 0;
  const read = readOf(candidate);
  const isOfTest = testFiles.has(siteOf(read.site)?.file ?? '');
  const isSymptom = isOfTest && read.step === failing.at(-1)?.step && here.taskOf(read) === failing.at(-1)?.task;
  const mayBeSeveral = isBinding(read) && read.key.includes('@') && !isOfTest;
  return (
    (isMentioned(candidate, message) ? MENTIONED : 0) -
    (isOnlyCounted(here.place(read)) ? COUNTER : 0) -
    (mayBeSeveral ? SEVERAL_BINDINGS : 0) -
    (isSymptom ? SYMPTOM : 0) -
    (read.value === '' ? UNKNOWN_VALUE : 0)
  );
}

/** Every write but the first stands directly behind a read by the same task in the same step: `n++`, `n = max(n, m)`. */
export function isOnlyCounted(place: readonly Access[]): boolean {
  return place.every((access, index) => {
    if (!access.write || index === 0) return true;
    const before = place[index - 1] as Access;
    return !before.write && before.task === access.task && before.step === access.step && isNumber(access.value);
  });
}

function isNumber(value: string): boolean {
  return /^-?\d/.test(value);
}

function isMentioned({ accesses }: RaceCandidate, message: string): boolean {
  const name = /(\w{3,})\W*$/.exec(accesses[0]?.name ?? '')?.[1];
  return name !== undefined && new RegExp(`\\b${name}\\b`, 'i').test(message);
}

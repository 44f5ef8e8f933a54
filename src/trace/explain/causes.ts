// The causes of a failure, the likeliest first: what differs between the failing run and its nearest passing neighbour, by whose code it
// is, and by what came first. What differs later is as a rule a consequence.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import { Blame } from './blame';
import { differingReads, extraWrites, LESS_SURE, otherEnds, readOf } from './differing-reads';
import { doubleExecutions } from './double-execution';
import { checksBeforeDoubledStarts } from './doubled-start';
import { leaks } from './leak';
import { isOnlyCounted } from './only-counted';
import { overwrites } from './overwrite';
import type { Access, RaceCandidate, RaceKind } from './race';
import { Run } from './run';
import { allPlaces, isBinding, isOneBinding, isOnePerCall } from './shared-places';
import { sliceOf } from './slice';
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
/** What was looked at before a start is the same in both runs as a rule. */
const OF_CHECK = 8;
/** It was not read in the passing run. */
const UNSURE = 15;
/** A later difference is likelier a consequence. */
const PER_PLACE_BEFORE = 3;
const MOST_FOR_ORDER = 30;
/** A counter that is only ever changed in one go cannot be torn. */
const COUNTER = 20;
/** Bindings of functions are recorded by name: those of several calls look like one. */
const SEVERAL_BINDINGS = 20;
/** What the failed assertion reads shows the failure. What led to it was read earlier. */
const SYMPTOM = 30;
/** What failed is not computed from it, as far as accesses tell. */
const OUTSIDE_SLICE = 30;
/** Of lists as a whole it is not known whether they differ. */
const UNKNOWN_VALUE = 8;
const MENTIONED = 6;

/** A candidate, and how it was found, which says how much it counts. */
interface Found {
  readonly candidate: RaceCandidate;
  /** As it was found, before its exact kind was known. */
  readonly plain: RaceCandidate;
  readonly base: number;
  /** Its number in a list of its own; null if it counts as one of all places. */
  readonly rank: number | null;
  /** Something that was read or written differs. Else it is a pattern of the failing run that the passing one lacks. */
  readonly isDifference: boolean;
  /** It is told from the function that was started, whatever the failed assertion reads. */
  readonly isOfStart: boolean;
}

/** The candidates in order, one for each place. */
export function rankedCauses(input: CauseInput): RaceCandidate[] {
  const { failing, passing, siteOf, testFiles } = input;
  const here = runOf(failing, siteOf);
  const there = runOf(passing, siteOf);
  const blame = new Blame(failing, siteOf, testFiles);
  const sliced = new Set([...sliceOf(here, there, (one) => differs(one, here, there))].map(({ position }) => position));
  const isOutside = ({ plain, candidate, isOfStart }: Found) =>
    sliced.size > 0 &&
    !isOfStart &&
    ![...plain.accesses, ...candidate.accesses].some(({ position }) => sliced.has(position));
  const best = new Map<string, RaceCandidate>();
  for (const found of [...differences(here, there, input), ...patterns(here, there, input, blame)]) {
    const { candidate, base, rank, isDifference } = found;
    const order = Math.min((rank ?? best.size) * PER_PLACE_BEFORE, MOST_FOR_ORDER);
    const hints = isDifference ? byHints(candidate, here, input) : 0;
    const weight = blame.of(candidate) * BY_BLAME + base - order + hints - (isOutside(found) ? OUTSIDE_SLICE : 0);
    const place = placeIdOf(found.plain);
    if (weight > (best.get(place)?.weight ?? Number.NEGATIVE_INFINITY)) best.set(place, { ...candidate, weight });
  }
  return [...best.values()].sort((one, other) => other.weight - one.weight);
}

/** What was read or written otherwise; of a place that has both, the surer one comes first. */
function differences(here: Run, there: Run, { isDrawn, siteOf }: CauseInput): Found[] {
  const swapped = differingReads(here, there);
  const all = isDrawn
    ? swapped.filter(({ missed }) => missed === undefined)
    : [...swapped, ...staleResults(here, there, siteOf), ...extraWrites(here, there), ...otherEnds(here, there)];
  const isSure = ({ weight }: RaceCandidate) => weight !== LESS_SURE;
  return [...all.filter(isSure), ...all.filter((one) => !isSure(one))].map((plain) => {
    const candidate = named(plain, here, there);
    const base = BY_KIND[candidate.kind] - (isSure(plain) ? 0 : UNSURE);
    return { candidate, plain, base, rank: null, isDifference: true, isOfStart: false };
  });
}

function patterns(here: Run, there: Run, { isDrawn, siteOf }: CauseInput, blame: Blame): Found[] {
  const pattern = (candidate: RaceCandidate, base: number, rank: number | null): Found => {
    const isOfStart = rank !== null;
    return { candidate, plain: candidate, base, rank, isDifference: false, isOfStart };
  };
  const doubled = doubleExecutions(here.events, there.events, siteOf, blame);
  const checks = isDrawn ? [] : checksBeforeDoubledStarts(here, there, siteOf, blame);
  return [
    ...leaks(here, there).map((one) => pattern(one, BY_KIND.leak, null)),
    ...doubled.map((one, index) => pattern(one, BY_KIND['double-execution'], index)),
    ...checks.map((one, index) => pattern(one, OF_CHECK, index)),
  ];
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
  const read = readOf(candidate);
  const isOfTest = testFiles.has(siteOf(read.site)?.file ?? '');
  const isSymptom = isOfTest && read.step === failing.at(-1)?.step && here.taskOf(read) === failing.at(-1)?.task;
  const mayBeSeveral = isBinding(read) && read.key.includes('@') && !isOfTest && !isOneBinding(here.place(read));
  return (
    (isMentioned(candidate, message) ? MENTIONED : 0) -
    (isOnlyCounted(here.place(read)) ? COUNTER : 0) -
    (mayBeSeveral ? SEVERAL_BINDINGS : 0) -
    (isSymptom ? SYMPTOM : 0) -
    (read.value === '' ? UNKNOWN_VALUE : 0)
  );
}

/** The access tells the two runs apart: it is missing in the other one, or has another value, or finds what another has written. */
function differs(access: Access, here: Run, there: Run): boolean {
  const other = here.counterpart(access, there);
  if (other === undefined || access.value !== other.value || access.value === '') return true;
  if (access.write) return false;
  const [seen, seenThere] = [here.writerOf(access), there.writerOf(other)];
  return seen === undefined ? seenThere !== undefined : here.counterpart(seen, there) !== seenThere;
}

function isMentioned({ accesses }: RaceCandidate, message: string): boolean {
  const name = /(\w{3,})\W*$/.exec(accesses[0]?.name ?? '')?.[1];
  return name !== undefined && new RegExp(`\\b${name}\\b`, 'i').test(message);
}

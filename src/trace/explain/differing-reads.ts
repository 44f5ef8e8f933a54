// The reads that tell a failing run from a passing one: a read whose value was written by somebody else, because two accesses came in the
// other order. A read that differs only because an earlier one does is a consequence and is left out.

import { type Access, isNothing, type RaceCandidate } from './race';
import type { Run } from './run';
import { WHOLE } from './shared-places';

/** In the passing run the read is missing. */
export const LESS_SURE = 20;

/** Reads that differ, in the order of the failing run. */
export function differingReads(failing: Run, passing: Run): RaceCandidate[] {
  return failing.all
    .filter((access) => !access.write)
    .map((read) => candidateOf(read, failing, passing))
    .filter((candidate) => candidate !== null)
    .map((candidate) => onTheirTasks(candidate, failing))
    .sort((one, other) => readOf(one).position - readOf(other).position);
}

/** The read that makes a candidate. */
export function readOf({ accesses }: RaceCandidate): Access {
  return accesses.find((access) => !access.write) ?? (accesses[0] as Access);
}

function candidateOf(read: Access, here: Run, there: Run): RaceCandidate | null {
  const elsewhere = here.counterpart(read, there);
  if (elsewhere === undefined) return inCourseOf(read, here, there);
  if (read.value !== '' && read.value === elsewhere.value) return null;
  const seen = here.writerOf(read);
  const missed = there.writerOf(elsewhere);
  const missedHere = missed && there.counterpart(missed, here);
  const seenThere = seen && here.counterpart(seen, there);
  // Another object at the same line: where the code makes one for each call.
  if (missedHere !== undefined && !here.place(read).includes(missedHere)) return null;
  if (seenThere !== undefined && !there.place(elsewhere).includes(seenThere)) return null;
  if (missed !== undefined && mayRace(missed, elsewhere, there, seen === undefined && isNothing(read.value))) {
    if (missedHere === undefined) return never(read, missed);
    if (missedHere.position > read.position) return tooEarly(read, missedHere);
  }
  if (seen === undefined) return null;
  if (missed !== undefined && missedHere !== undefined && seenThere !== undefined) {
    const isSwapped = seenThere.position < missed.position && missedHere.position < seen.position;
    if (isSwapped && (seen.task !== missedHere.task || seen.work !== missedHere.work))
      return made('stale-write', [missedHere, seen, read], 'the older of two values came last');
  }
  if (here.taskOf(seen) === here.taskOf(read)) return null;
  return seenThere === undefined || seenThere.position > elsewhere.position ? tooLate(seen, read) : null;
}

/**
 * A read that the passing run lacks, since the code went another way. Where its code had gone on in the passing run, another write would have
 * been found.
 */
function inCourseOf(read: Access, here: Run, there: Run): RaceCandidate | null {
  const course = there.positionOf(here.courseOf(read));
  if (course === -1 || read.value === '') return null;
  const missed = here
    .place(read)
    .find((access) => access.write && access.position > read.position && access.task !== read.task);
  const missedThere = missed && here.counterpart(missed, there);
  if (missed === undefined || missedThere === undefined || missedThere.position > course) return null;
  return { ...tooEarly(read, missed), weight: LESS_SURE };
}

/** Code of one task runs in order. Reactions to several promises do not, but then they must not have been told apart by counting. */
function mayRace(write: Access, read: Access, run: Run, isFirst: boolean): boolean {
  return run.taskOf(write) !== run.taskOf(read) || isFirst;
}

function tooEarly(read: Access, write: Access): RaceCandidate {
  return isNothing(read.value)
    ? made('order-violation', [read, write], 'it was read before it was set')
    : made('stale-read', [read, write], 'the reader went on with the old value');
}

function tooLate(write: Access, read: Access): RaceCandidate {
  const because = isNothing(write.value) ? 'it was read after it was gone' : 'it was read after it was changed';
  return made('order-violation', [write, read], because);
}

/**
 * Writes of the failing run that the passing one lacks, and that another task reads: what a time-out does, say. They count for less, since
 * nothing says that the order matters.
 */
export function extraWrites(failing: Run, passing: Run): RaceCandidate[] {
  return failing.places.flatMap((place) => {
    const read = place.find((access) => {
      const write = access.write ? undefined : failing.writerOf(access);
      return write !== undefined && write.task !== access.task && failing.counterpart(write, passing) === undefined;
    });
    const write = read && failing.writerOf(read);
    return read === undefined || write === undefined
      ? []
      : [made('order-violation', [write, read], 'in a schedule that passes it is not changed before')];
  });
}

/**
 * Places that end with the value of another write than in the passing run, and that nobody is seen to read then: a test may read them where
 * reads are not seen, as those of a module's exports are.
 */
export function otherEnds(failing: Run, passing: Run): RaceCandidate[] {
  return failing.places.flatMap((place) => {
    const last = place.findLast((access) => access.write);
    const before = last && place.findLast((access) => access.write && failing.taskOf(access) !== failing.taskOf(last));
    const there = last && failing.counterpart(last, passing);
    const beforeThere = before && failing.counterpart(before, passing);
    if (last === undefined || before === undefined || there === undefined || beforeThere === undefined) return [];
    if (there.position > beforeThere.position) return [];
    // Who reads it sees the difference.
    if (place.some((access) => !access.write && access.position > last.position)) return [];
    // Of what is put into a list the value is not known, but it comes to lie behind the other.
    if (last.key === WHOLE)
      return [
        {
          ...made('order-violation', [before, last], 'in a schedule that passes the other comes last'),
          weight: LESS_SURE,
        },
      ];
    if (last.value === '' || last.value === before.value) return [];
    return [made('stale-write', [before, last], 'the older of two values came last')];
  });
}

/** @param missed the write of the passing run that the failing one lacks */
function never(read: Access, missed: Access): RaceCandidate {
  const what = missed.value === '' ? 'it is written' : `it is ${missed.value}`;
  return { ...made('order-violation', [read], `in a schedule that passes, ${what} by then`), missed };
}

function made(kind: RaceCandidate['kind'], accesses: readonly Access[], because: string): RaceCandidate {
  return { kind, accesses, because, weight: 30 };
}

/** Where all are on behalf of one and the same task, they are those of the tasks on which they ran. */
function onTheirTasks(candidate: RaceCandidate, run: Run): RaceCandidate {
  const { accesses } = candidate;
  if (accesses.some((access) => access.task !== accesses[0]?.task)) return candidate;
  return { ...candidate, accesses: accesses.map((access) => ({ ...access, task: run.taskOf(access) })) };
}

// Order violations: read before written, read after removed, and the older of two writers coming last.

import { type Access, isNothing, isSameStrand, type RaceCandidate } from './race';

/**
 * @param accesses of one place in memory, in order
 * @param isOlder whether the first task was started before the second
 */
export function orderViolations(
  accesses: readonly Access[],
  isOlder: (task: string, than: string) => boolean,
): RaceCandidate[] {
  return [readBeforeWrite(accesses), readAfterRemoval(accesses), lateWriter(accesses, isOlder)].filter(
    (candidate) => candidate !== null,
  );
}

/** The first accesses are reads of nothing by one task; then another task writes for the first time. */
function readBeforeWrite(accesses: readonly Access[]): RaceCandidate | null {
  const write = accesses.find((access) => access.write);
  const read = accesses.find((access) => !access.write);
  if (write === undefined || read === undefined || read.position > write.position) return null;
  if (read.task === write.task || !isNothing(read.value) || isNothing(write.value)) return null;
  return { kind: 'order-violation', accesses: [read, write], because: 'it was read before it was set', weight: 25 };
}

/** A task reads nothing where another task had just removed something. */
function readAfterRemoval(accesses: readonly Access[]): RaceCandidate | null {
  for (let index = accesses.length - 1; index > 0; index--) {
    const read = accesses[index] as Access;
    const removal = accesses[index - 1] as Access;
    if (read.write || !removal.write || isSameStrand(read.task, removal.task) || !isNothing(removal.value)) continue;
    if (!accesses.slice(0, index - 1).some((access) => !isNothing(access.value))) continue;
    return { kind: 'order-violation', accesses: [removal, read], because: 'it was read after it was gone', weight: 22 };
  }
  return null;
}

/** The last write is that of a task which was started before the last but one writer, and which did not look before it wrote. */
function lateWriter(
  accesses: readonly Access[],
  isOlder: (task: string, than: string) => boolean,
): RaceCandidate | null {
  const last = accesses.findLast((access) => access.write);
  const before = accesses.findLast((access) => access.write && access.task !== last?.task);
  if (last === undefined || before === undefined || before.position > last.position) return null;
  const isSameValue = last.value !== '' && last.value === before.value;
  const isBlind = !accesses.some(
    (access) => !access.write && access.task === last.task && access.position < last.position,
  );
  if (!isOlder(last.task, before.task) || isSameValue || !isBlind || last.after === -1) return null;
  return {
    kind: 'order-violation',
    accesses: [before, last],
    because: 'the one that began first came last',
    weight: 25,
  };
}

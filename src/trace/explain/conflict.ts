// Stale reads and plain conflicts: the weaker explanations, for when nothing was overwritten and no order is plainly wrong.

import { type Access, isSameStrand, type RaceCandidate } from './race';

/** @param accesses of one place in memory, in order */
export function conflicts(accesses: readonly Access[]): RaceCandidate[] {
  return [staleRead(accesses), nearestPair(accesses)].filter((candidate) => candidate !== null);
}

/** The last write came after another task's last read, and that task never looked again. */
function staleRead(accesses: readonly Access[]): RaceCandidate | null {
  const write = accesses.findLast((access) => access.write);
  if (write === undefined) return null;
  const read = accesses.findLast((access) => !access.write && !isSameStrand(access.task, write.task));
  if (read === undefined || read.position > write.position || read.value === write.value) return null;
  if (accesses.some((access) => access.task === read.task && access.position > write.position)) return null;
  return { kind: 'stale-read', accesses: [read, write], because: 'the reader went on with the old value', weight: 15 };
}

/** The last two accesses by different tasks of which one is a write; no task and one that it started. */
function nearestPair(accesses: readonly Access[]): RaceCandidate | null {
  for (let index = accesses.length - 1; index > 0; index--) {
    const second = accesses[index] as Access;
    const first = accesses
      .slice(0, index)
      .findLast((one) => areUnrelated(one.task, second.task) && (one.write || second.write));
    if (first === undefined) continue;
    return {
      kind: 'conflict',
      accesses: [first, second],
      because: 'the last use of the same state by two tasks before the failure',
      weight: 5,
    };
  }
  return null;
}

function areUnrelated(one: string, other: string): boolean {
  return !isSameStrand(one, other) && !isSameStrand(other, one);
}

// Lost updates and check-then-act: a task writes what it had read before another task wrote it.

import { type Access, isNothing, type RaceCandidate } from './race';

/** What a task knows of the state since it last wrote it. */
interface Knowledge {
  readonly first: Access;
  latest: Access;
}

/** @param accesses of one place in memory, in order */
export function overwrites(accesses: readonly Access[]): RaceCandidate[] {
  const found: RaceCandidate[] = [];
  const known = new Map<string, Knowledge>();
  const writes: Access[] = [];
  for (const access of accesses) {
    const knowledge = known.get(access.task);
    if (!access.write) {
      if (knowledge === undefined) known.set(access.task, { first: access, latest: access });
      else knowledge.latest = access;
      continue;
    }
    if (knowledge !== undefined) {
      const candidate = overwrite(knowledge, lastByAnother(writes, access.task), access);
      if (candidate !== null) found.push(candidate);
    }
    known.delete(access.task);
    writes.push(access);
  }
  return found;
}

function overwrite(knowledge: Knowledge, between: Access | undefined, write: Access): RaceCandidate | null {
  if (between === undefined) return null;
  if (between.position > knowledge.latest.position) {
    const accesses = [knowledge.latest, between, write];
    if (isNothing(knowledge.latest.value)) {
      return { kind: 'check-then-act', accesses, because: 'what it had checked no longer held', weight: 45 };
    }
    const isLost = between.value !== knowledge.latest.value;
    return { kind: 'lost-update', accesses, because: 'computed from the old value', weight: isLost ? 50 : 20 };
  }
  if (between.position > knowledge.first.position && knowledge.first.after !== write.after) {
    const accesses = [knowledge.first, between, write];
    return { kind: 'check-then-act', accesses, because: 'what it had checked no longer held', weight: 30 };
  }
  return null;
}

function lastByAnother(writes: readonly Access[], task: string): Access | undefined {
  return writes.findLast((write) => write.task !== task);
}

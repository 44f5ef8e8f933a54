// Lost updates and check-then-act: a task writes what it had read before another task wrote it.

import { type Access, isNothing, type RaceCandidate } from './race';
import { WHOLE } from './shared-places';

/** What a task knows of the state since it last wrote it. */
interface Knowledge {
  readonly first: Access;
  latest: Access;
}

/** What a task had read before it last wrote. */
interface Past {
  readonly read: Access;
  readonly written: Access;
}

/** @param accesses of one place in memory, in order */
export function overwrites(accesses: readonly Access[]): RaceCandidate[] {
  const found: RaceCandidate[] = [];
  const known = new Map<string, Knowledge>();
  const pasts = new Map<string, Past>();
  const writes = new LastWrites();
  for (const access of accesses) {
    const knowledge = known.get(access.task);
    if (!access.write) {
      if (knowledge === undefined) known.set(access.task, { first: access, latest: access });
      else knowledge.latest = access;
      continue;
    }
    if (knowledge !== undefined) {
      const candidate = overwrite(knowledge, writes.byAnother(access.task), access);
      if (candidate !== null) found.push(candidate);
      pasts.set(access.task, { read: knowledge.first, written: access });
    } else {
      const candidate = restored(pasts.get(access.task), writes.byAnother(access.task), access);
      if (candidate !== null) found.push(candidate);
    }
    known.delete(access.task);
    writes.add(access);
  }
  return found;
}

function overwrite(knowledge: Knowledge, between: Access | undefined, write: Access): RaceCandidate | null {
  if (between === undefined) return null;
  if (between.position > knowledge.latest.position) {
    const accesses = [knowledge.latest, between, write];
    // What is put into a collection, or taken out, overwrites nothing.
    if (isNothing(knowledge.latest.value) || isOfWhole(knowledge.latest) || isOfWhole(write)) {
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

/** A task writes back what it had read before its own write, and undoes what another has written since: a rollback. */
function restored(past: Past | undefined, between: Access | undefined, write: Access): RaceCandidate | null {
  if (past === undefined || between === undefined || between.position < past.written.position) return null;
  const { value } = past.read;
  const isBack = value !== '' && value === write.value && value !== past.written.value && value !== between.value;
  if (!isBack || isNothing(value) || value === 'true') return null;
  const accesses = [past.read, between, write];
  return { kind: 'lost-update', accesses, because: 'it brought the old value back', weight: 46 };
}

function isOfWhole({ key }: Access): boolean {
  return key === WHOLE;
}

/** The last write of a place by another task than a given one, in constant time: a long schedule writes a place thousands of times. */
class LastWrites {
  private last: Access | undefined;
  /** The last one by another task than that. */
  private other: Access | undefined;

  add(write: Access): void {
    if (this.last !== undefined && this.last.task !== write.task) this.other = this.last;
    this.last = write;
  }

  byAnother(task: string): Access | undefined {
    return this.last?.task === task ? this.other : this.last;
  }
}

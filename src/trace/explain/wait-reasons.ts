// Why a task began to wait, where no schedule shows who would wake it: what it had read before, and where it left the function that would.

import type { TraceEvent } from '../../engine/event';
import type { PromiseLives } from './promise-lives';
import type { Access } from './race';
import type { Run } from './run';

export type AccessEvent = Extract<TraceEvent, { type: 'access' }>;

/** What the waiting task had read last of what another has written: that is why it waits. */
export interface Condition {
  readonly read: Access;
  readonly writer: Access;
}

export function conditionOf(lives: PromiseLives, promise: number, run: Run): Condition | null {
  const made = lives.madeAt(promise);
  if (made === undefined) return null;
  const start = lives.events.findLastIndex(
    ({ type, task }, position) => position < made.position && task === made.task && type === 'resume',
  );
  const reads = run.all.filter(
    (access) =>
      !access.write && access.position > start && access.position <= made.position && run.taskOf(access) === made.task,
  );
  for (const read of reads.reverse()) {
    const writer = run.writerOf(read);
    if (writer !== undefined && writer.task !== made.task) return { read, writer };
  }
  return null;
}

/** Where the function that would settle the promise was put, as far as accesses tell: what is written last around the making. */
export function keptBy(lives: PromiseLives, promise: number): AccessEvent | null {
  const made = lives.madeAt(promise);
  if (made === undefined) return null;
  const accesses = lives.events.map((event) => (event.task === made.task && event.type === 'access' ? event : null));
  const start = accesses.findLastIndex((access, position) => access === null && position < made.position);
  const end = accesses.findIndex((access, position) => access === null && position >= made.position);
  return accesses.slice(start + 1, end).findLast((access) => access?.write === true) ?? null;
}

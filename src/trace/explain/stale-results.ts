// Results that are old when they arrive: an operation reads, completes late, and meanwhile another task has written what it read. In the
// passing run it completes before that write.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import type { Access, RaceCandidate } from './race';
import type { Run } from './run';

type SiteOf = (id: number) => Site | undefined;

/** An operation of the environment, by the positions of its events. */
interface Course {
  readonly name: string;
  readonly task: string;
  /** Where its function began. */
  readonly begun: number;
  /** Where it was decided whether it is late. */
  readonly decided: number;
  /** Where it completes: at once, or late; at the end if it never does. */
  readonly completed: number;
}

export function staleResults(failing: Run, passing: Run, siteOf: SiteOf): RaceCandidate[] {
  const elsewhere = new Map(coursesOf(passing.events, siteOf).map((course) => [course.name, course]));
  return coursesOf(failing.events, siteOf).flatMap((course) => {
    const other = elsewhere.get(course.name);
    if (other === undefined || course.completed === course.decided) return [];
    const reads = failing.all.filter((access) => !access.write && isWithin(access, course, failing));
    return reads.flatMap((read) => {
      const write = overtaking(read, course, failing);
      const there = write && failing.counterpart(write, passing);
      if (write === undefined || there === undefined || there.position < other.completed) return [];
      return [
        { kind: 'stale-read', accesses: [read, write], because: 'its result came late, and was old', weight: 30 },
      ];
    });
  });
}

function isWithin({ position }: Access, { task, begun, decided }: Course, run: Run): boolean {
  return position > begun && position < decided && run.events[position]?.task === task;
}

/** The first write of another value by another task before the operation completes. */
function overtaking(read: Access, { completed }: Course, run: Run): Access | undefined {
  return run
    .place(read)
    .find(
      (access) =>
        access.write &&
        access.position > read.position &&
        access.position < completed &&
        run.taskOf(access) !== run.taskOf(read) &&
        access.value !== read.value,
    );
}

function coursesOf(events: readonly TraceEvent[], siteOf: SiteOf): Course[] {
  const counts = new Map<string, number>();
  return events.flatMap((event, decided) => {
    if (event.type !== 'latency') return [];
    const { task, site } = event;
    const kind = `${task} ${site}`;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const isOwn = (other: TraceEvent) => other.task === task && other.site === site;
    const before = events.slice(0, decided);
    const begun = before.findLastIndex(
      (other) => other.type === 'resume' && isOwn(other) && siteOf(site)?.kind === 'f',
    );
    const after = events.findIndex((other, index) => index > decided && other.type === 'step' && isOwn(other));
    const completed = !event.late ? decided : after === -1 ? events.length : after;
    return begun === -1 ? [] : [{ name: `${kind} ${count}`, task, begun, decided, completed }];
  });
}

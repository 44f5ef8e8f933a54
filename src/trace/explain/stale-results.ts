// Results that are old when they arrive: an operation reads, completes late, and meanwhile another task has written what it read. In the
// passing run it completes before that write.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import type { Access, RaceCandidate } from './race';
import type { Run } from './run';

type SiteOf = (id: number) => Site | undefined;

/** Each looks through all accesses. What comes later is as a rule a consequence. */
const MOST_COURSES = 100;

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
  const late = coursesOf(failing.events, siteOf).filter(({ completed, decided }) => completed !== decided);
  return late.slice(0, MOST_COURSES).flatMap((course) => {
    const other = elsewhere.get(course.name);
    if (other === undefined) return [];
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
  const begins = new Map<string, number>();
  const open = new Map<string, Mutable<Course>[]>();
  const courses: Mutable<Course>[] = [];
  for (const [position, event] of events.entries()) {
    const { task, site } = event;
    const kind = `${task} ${site}`;
    if (event.type === 'resume' && siteOf(site)?.kind === 'f') begins.set(kind, position);
    else if (event.type === 'step') {
      const course = open.get(kind)?.shift();
      if (course !== undefined) course.completed = position;
    } else if (event.type === 'latency') {
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      const begun = begins.get(kind);
      if (begun === undefined) continue;
      const completed = event.late ? events.length : position;
      const course = { name: `${kind} ${count}`, task, begun, decided: position, completed };
      courses.push(course);
      if (!event.late) continue;
      const alike = open.get(kind);
      if (alike === undefined) open.set(kind, [course]);
      else alike.push(course);
    }
  }
  return courses;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

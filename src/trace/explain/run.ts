// The accesses of one recorded run, by names under which they can be found again in another run of the same program.

import type { TraceEvent } from '../../engine/event';
import type { Access } from './race';
import { WHOLE } from './shared-places';

export class Run {
  readonly all: readonly Access[];
  private readonly byName = new Map<string, Access>();
  private readonly namesOf = new Map<Access, readonly string[]>();
  private readonly placeOf = new Map<Access, readonly Access[]>();
  private readonly writers = new Map<Access, Access>();
  private named: readonly string[] | null = null;
  /** Keys that end with a number, by line and by what stands before the number, in order. */
  private readonly counted = new Map<string, Map<string, number>>();

  /** @param events of the run, in which the accesses have their positions */
  constructor(
    readonly places: readonly (readonly Access[])[],
    readonly events: readonly TraceEvent[],
  ) {
    this.all = [...new Set(places.flat())].sort((one, other) => one.position - other.position);
    for (const place of places) {
      let writer: Access | undefined;
      for (const access of place) {
        if (access.write) writer = access;
        // What touches a collection as a whole stands in the places of all keys, and its own comes first; that of a key comes last.
        if (access.key === WHOLE && this.placeOf.has(access)) continue;
        this.placeOf.set(access, place);
        if (!access.write && writer !== undefined) this.writers.set(access, writer);
      }
    }
    const counts = new Map<string, number>();
    for (const access of this.all) {
      const names = this.descriptionsOf(access).map((description) => {
        const count = counts.get(description) ?? 0;
        counts.set(description, count + 1);
        return `${description} ${count}`;
      });
      this.namesOf.set(access, names);
      for (const name of names) this.byName.set(name, access);
    }
  }

  /** The same access of the other run; undefined if it does not happen there. */
  counterpart(access: Access, other: Run): Access | undefined {
    for (const name of this.namesOf.get(access) ?? []) {
      const found = other.byName.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The last write before a read. */
  writerOf(read: Access): Access | undefined {
    return this.writers.get(read);
  }

  /** All accesses to the same place. */
  place(access: Access): readonly Access[] {
    return this.placeOf.get(access) ?? [];
  }

  /** The task on which it ran: on whose behalf it did may differ from run to run. */
  taskOf(access: Access): string {
    return this.events[access.position]?.task ?? access.task;
  }

  /** The event with which the code that accesses began to run, by a name that holds in other runs, too: a step, or going on behind an await. */
  courseOf(access: Access): string {
    const task = this.taskOf(access);
    const begin = this.events
      .slice(0, access.position)
      .findLastIndex((event) => event.type === 'step' || (event.type === 'resume' && event.task === task));
    return this.courses[begin] ?? '';
  }

  /** Where code began to run; -1: nowhere. */
  positionOf(course: string): number {
    return course === '' ? -1 : this.courses.indexOf(course);
  }

  /** By positions. */
  private get courses(): readonly string[] {
    this.named ??= namesOfCourses(this.events);
    return this.named;
  }

  /** The task has nothing left to do: it does not wait, and its function has ended. */
  isOver(task: string): boolean {
    const last = this.events.findLast(
      (event) => event.task === task && (event.type === 'suspend' || event.type === 'return'),
    );
    return last?.type === 'return';
  }

  /**
   * Keys that a counter of a module makes (`atom158`) go on counting from run to run, and objects as keys have other numbers: they are known
   * by the order in which they come to a line.
   */
  private maskedKey({ site, key }: Access): string {
    const prefix = /^(.*\D)\d+$/.exec(key)?.[1];
    if (prefix === undefined) return key;
    const line = `${site} ${prefix}`;
    const numbers = this.counted.get(line) ?? new Map<string, number>();
    this.counted.set(line, numbers);
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return `${prefix}#${numbers.get(key)}`;
  }

  /**
   * The most exact first. A write that stands for another value is another write, if there is one with the same value; of tasks that are
   * started in another order the numbers change.
   */
  private descriptionsOf(access: Access): string[] {
    const place = `${access.site} ${access.key} ${access.write}`;
    const onTask = `${this.taskOf(access)} ${place}`;
    const masked = `${this.taskOf(access)} ${access.site} ${this.maskedKey(access)} ${access.write}`;
    const rest = [onTask, place, masked];
    return access.write && access.value !== '' ? [`${onTask} = ${access.value}`, ...rest] : rest;
  }
}

function namesOfCourses(events: readonly TraceEvent[]): string[] {
  const counts = new Map<string, number>();
  return events.map(({ type, task, site }) => {
    if (type !== 'step' && type !== 'resume') return '';
    const kind = `${type} ${task} ${site}`;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return `${kind} ${count}`;
  });
}

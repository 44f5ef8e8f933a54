// The accesses of one recorded run, by names under which they can be found again in another run of the same program.

import type { TraceEvent } from '../../engine/event';
import type { Access } from './race';

export class Run {
  readonly all: readonly Access[];
  private readonly byName = new Map<string, Access>();
  private readonly namesOf = new Map<Access, readonly string[]>();
  private readonly placeOf = new Map<Access, readonly Access[]>();
  private readonly writers = new Map<Access, Access>();

  /** @param events of the run, in which the accesses have their positions */
  constructor(
    readonly places: readonly (readonly Access[])[],
    readonly events: readonly TraceEvent[],
  ) {
    this.all = places.flat().sort((one, other) => one.position - other.position);
    for (const place of places) {
      let writer: Access | undefined;
      for (const access of place) {
        this.placeOf.set(access, place);
        if (access.write) writer = access;
        else if (writer !== undefined) this.writers.set(access, writer);
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

  /** The task has nothing left to do: it does not wait, and its function has ended. */
  isOver(task: string): boolean {
    const last = this.events.findLast(
      (event) => event.task === task && (event.type === 'suspend' || event.type === 'return'),
    );
    return last?.type === 'return';
  }

  /**
   * The most exact first. A write that stands for another value is another write, if there is one with the same value; of tasks that are
   * started in another order the numbers change.
   */
  private descriptionsOf(access: Access): string[] {
    const place = `${access.site} ${access.key} ${access.write}`;
    const onTask = `${this.taskOf(access)} ${place}`;
    // Keys that a counter of a module makes (`atom158`) go on counting from run to run.
    const masked = `${this.taskOf(access)} ${access.site} ${access.key.replace(/(?<=\D)\d+$/, '#')} ${access.write}`;
    const rest = [onTask, place, masked];
    return access.write && access.value !== '' ? [`${onTask} = ${access.value}`, ...rest] : rest;
  }
}

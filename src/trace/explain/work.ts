// On whose behalf code runs. A reaction to a promise (`load().then(store)`) runs on the task that registered it. But it belongs to the
// operation that has completed: two such reactions in one task are two strands of work, and may race.

import type { TraceEvent } from '../../engine/event';

/** An environment operation and what runs behind it. */
export interface Work {
  /** Site of the operation. */
  readonly site: number;
  /** Position of the event with which it began. */
  readonly begun: number;
}

/** Whose work an access is: the task that the report names, and the operation behind which it runs, if one is known. */
export interface Origin {
  readonly task: string;
  readonly work: Work | null;
}

/** Follows the events of a run. Ask `originOf` for an access as soon as it has followed the event of the access. */
export class WorkTracker {
  /** Late operations that have not completed, in order, by their task and site. */
  private readonly late = new Map<string, Work[]>();
  /** The operation that the present step completed. */
  private completed: Origin | null = null;
  /** Tasks that have gone on behind an await of their own in this step. */
  private readonly resumed = new Set<string>();
  private readonly atOnce = new Map<string, Work>();

  follow(event: TraceEvent, position: number): void {
    if (event.type === 'latency') this.begin(event, position);
    else if (event.type === 'resume') this.resumed.add(event.task);
    else if (event.type === 'step') {
      this.resumed.clear();
      this.atOnce.clear();
      this.completed = this.complete(event);
    }
  }

  originOf({ task }: Pick<TraceEvent, 'task'>): Origin {
    const { completed } = this;
    if (completed === null) return { task, work: this.atOnce.get(task) ?? null };
    if (task === completed.task) return completed;
    return this.resumed.has(task) ? { task, work: this.atOnce.get(task) ?? null } : completed;
  }

  private begin({ task, site, late }: Extract<TraceEvent, { type: 'latency' }>, position: number): void {
    const work = { site, begun: position };
    if (!late) {
      this.atOnce.set(task, work);
      return;
    }
    const alike = this.late.get(`${task} ${site}`);
    if (alike === undefined) this.late.set(`${task} ${site}`, [work]);
    else alike.push(work);
  }

  /** Null for a timer, an immediate or a native completion: they run their own code only. */
  private complete({ task, site }: Extract<TraceEvent, { type: 'step' }>): Origin | null {
    const work = this.late.get(`${task} ${site}`)?.shift();
    return work === undefined ? null : { task, work };
  }
}

// Events that belong together: without the others, one of them would be misread. Whoever leaves events out leaves out all or none of
// them.

import type { TraceEvent } from '../../engine/event';

type Step = Extract<TraceEvent, { type: 'step' }>;
type Latency = Extract<TraceEvent, { type: 'latency' }>;

/**
 * For each event the positions of its companions:
 * - of every event, the start of its task, which gives the task its name
 * - of that start, the first of a task of its agent, which gives the agent its name
 * - of what is sent, where it is delivered, and the other way round; of a delivery, its step
 * - of the beginning of a late operation, its completion: it would look as if it had never completed
 * - of an access, what says on whose behalf the code runs: the step, the operation that the step completes, and behind which await or
 *   operation the task goes on
 */
export class Companions {
  private readonly forks = new Map<string, number>();
  private readonly others = new Map<number, number[]>();

  constructor(private readonly events: readonly TraceEvent[]) {
    const open = new Map<string, number[]>();
    const agents = new Map<number, number>();
    const sends = new Map<number, number>();
    let step: number[] = [];
    let behind = new Map<string, number>();
    for (const [position, event] of events.entries()) {
      switch (event.type) {
        case 'fork':
          this.forks.set(event.task, position);
          if (!agents.has(event.agent)) agents.set(event.agent, position);
          append(this.others, position, agents.get(event.agent) as number);
          break;
        case 'send':
          sends.set(event.message, position);
          break;
        case 'deliver': {
          const sent = sends.get(event.message);
          this.others.set(position, sent === undefined ? step : [...step, sent]);
          if (sent !== undefined) append(this.others, sent, position);
          break;
        }
        case 'tell':
          this.others.set(position, step);
          break;
        case 'latency':
          if (event.late) append(open, identity(event), position);
          else behind.set(event.task, position);
          break;
        case 'step': {
          const begun = open.get(identity(event))?.shift();
          if (begun !== undefined) this.others.set(begun, [position]);
          step = begun === undefined ? [position] : [position, begun];
          behind = new Map();
          break;
        }
        case 'resume':
          behind.set(event.task, position);
          break;
        case 'access': {
          const last = behind.get(event.task);
          this.others.set(position, last === undefined ? step : [...step, last]);
        }
      }
    }
  }

  /** Adds to `group` the event at `position`, its companions and theirs, without those that are `kept` already. */
  gather(position: number, kept: ReadonlySet<number>, group: number[]): void {
    if (kept.has(position) || group.includes(position)) return;
    group.push(position);
    const fork = this.forks.get((this.events[position] as TraceEvent).task);
    if (fork !== undefined) this.gather(fork, kept, group);
    for (const other of this.others.get(position) ?? []) this.gather(other, kept, group);
  }
}

/** What an operation and its completion have in common. */
function identity({ task, site, kind }: Step | Latency): string {
  return `${task} ${site} ${kind}`;
}

function append<Key>(lists: Map<Key, number[]>, key: Key, position: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [position]);
  else list.push(position);
}

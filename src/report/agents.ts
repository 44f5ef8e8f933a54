// The agents of a recorded run, and which tasks are theirs. A run with one agent is told without a word of it.

import type { Trace } from '../trace/trace';

export interface AgentOfRun {
  /** 0 is the main agent; of a worker it is the `threadId`. */
  readonly agent: number;
  /** `main`, `worker counter.js`. */
  readonly name: string;
  /** Ids of its tasks, in the order in which they were forked. */
  readonly tasks: readonly string[];
}

export class Agents {
  readonly all: readonly AgentOfRun[];
  private readonly ofTask = new Map<string, number>();

  constructor({ events }: Pick<Trace, 'events'>) {
    const all = new Map<number, { agent: number; name: string; tasks: string[] }>([
      [0, { agent: 0, name: 'main', tasks: ['0'] }],
    ]);
    this.ofTask.set('0', 0);
    for (const event of events) {
      if (event.type !== 'fork' || this.ofTask.has(event.task)) continue;
      // Version 1 of the format knew one agent.
      const { task, name, agent = 0 } = event;
      this.ofTask.set(task, agent);
      const known = all.get(agent);
      // An agent begins by a task that has its name.
      if (known === undefined) all.set(agent, { agent, name, tasks: [task] });
      else known.tasks.push(task);
    }
    this.all = [...all.values()].sort((one, other) => one.agent - other.agent);
  }

  /** Whether there is any but the main agent. */
  get areSeveral(): boolean {
    return this.all.length > 1;
  }

  of(task: string): number {
    return this.ofTask.get(task) ?? 0;
  }

  /** `main`, `agent 2`. */
  short(agent: number): string {
    return agent === 0 ? 'main' : `agent ${agent}`;
  }

  /** `main`, `agent 2 counter.js`. */
  heading(agent: number): string {
    const name = this.all.find((one) => one.agent === agent)?.name ?? '';
    return agent === 0 ? 'main' : `agent ${agent} ${name.replace(/^worker /, '')}`.trimEnd();
  }
}

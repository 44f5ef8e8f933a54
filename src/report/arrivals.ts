// What arrives between agents, in words: each message by its number, from whom to whom, and what workers tell their parents.

import type { TraceEvent } from '../engine/event';
import { siteText } from '../trace/site-text';
import type { Trace } from '../trace/trace';
import type { Agents } from './agents';
import { atPlace } from './site-lookup';

/** It is sent, or delivered. */
type Message = Extract<TraceEvent, { message: number }>;
type Arrival = Message | Extract<TraceEvent, { type: 'tell' }>;

/** Events that the engine may record between a step and what arrives in it. */
const NEAR = 4;

export class Arrivals {
  private readonly sends = new Map<number, Message>();
  private readonly deliveries = new Map<number, Message[]>();
  /** The agent of each port that has delivered anything. */
  private readonly ports = new Map<number, number>();
  /** Positions of what has arrived by a step of its own, by that of the step. */
  private readonly ofStep = new Map<number, number>();
  private readonly merged = new Set<number>();

  constructor(
    private readonly trace: Pick<Trace, 'events' | 'sites' | 'leftOut'>,
    private readonly agents: Agents,
  ) {
    const { events } = trace;
    events.forEach((event, position) => {
      if (event.type === 'send') this.sends.set(event.message, event);
      if (event.type === 'deliver') {
        this.deliveries.set(event.message, [...(this.deliveries.get(event.message) ?? []), event]);
        this.ports.set(event.port, agents.of(event.task));
      }
      if (event.type !== 'step' || event.kind !== 'message') return;
      for (let at = position + 1; at <= position + NEAR; at++) {
        const next = events[at];
        if (next === undefined || next.step !== event.step) return;
        if ((next.type !== 'deliver' && next.type !== 'tell') || next.task !== event.task) continue;
        this.ofStep.set(position, at);
        this.merged.add(at);
        return;
      }
    });
  }

  /** Whether the line of a step says what the event at this position would. */
  isSaid(position: number): boolean {
    return this.merged.has(position);
  }

  /** What arrives by the step at a position, as a line; null: it is not known. */
  byStep(position: number): string | null {
    const arrival = this.at(position);
    return arrival === null ? null : this.line(arrival);
  }

  /** `→ #7 from main, sent at src/a.ts:3`; `→ exit of worker a.js`. */
  line(arrival: Arrival): string {
    return `→ ${this.name(arrival)}`;
  }

  /** `#7 → agent 2`; `#8 → agent 2, not delivered by the end`. */
  sent({ message, task, port }: Message): string {
    const receivers = this.deliveries.get(message) ?? [];
    if (receivers.length === 0) {
      const agent = this.ports.get(port);
      const known = agent === undefined ? [] : [this.agents.short(agent)];
      // The file may lack its delivery.
      const fate = this.trace.leftOut === undefined ? ['not delivered by the end'] : [];
      return `#${message} → ${[...known, ...fate].join(', ')}`.trimEnd();
    }
    const names = receivers.map((one) => {
      const agent = this.agents.of(one.task);
      return agent === this.agents.of(task) ? `task ${one.task}` : this.agents.short(agent);
    });
    return `#${message} → ${[...new Set(names)].join(', ')}`;
  }

  /**
   * What arrives by the step at `position` or, if that is no step that brings anything, by the next one of `task`.
   * @returns `message #7 from main`; null: it is not known
   */
  subject(position: number, task: string): string | null {
    const { events } = this.trace;
    for (let at = position; at < events.length; at++) {
      const event = events[at];
      if (event?.type !== 'step' || event.kind !== 'message' || event.task !== task) continue;
      const arrival = this.at(at);
      if (arrival === null) return null;
      return arrival.type === 'tell' ? `the event ${this.name(arrival)}` : `message ${this.name(arrival)}`;
    }
    return null;
  }

  private at(position: number): Arrival | null {
    const at = this.ofStep.get(position);
    return at === undefined ? null : (this.trace.events[at] as Arrival);
  }

  private name(arrival: Arrival): string {
    if (arrival.type === 'tell') return `\`${arrival.name}\` of ${this.workerOf(arrival.task)}`;
    const { message, site, task } = arrival;
    const sender = this.sends.get(message);
    const place = atPlace(siteText(this.trace.sites[site]));
    const agent = this.agents.of(sender?.task ?? '0');
    const from = agent === this.agents.of(task) ? `task ${sender?.task}` : this.agents.short(agent);
    return `#${message}${sender === undefined ? '' : ` from ${from}`}${place === '' ? '' : `, sent${place}`}`;
  }

  /** The events of a worker are a task of its parent that is called after it. */
  private workerOf(task: string): string {
    const fork = this.trace.events.find((event) => event.type === 'fork' && event.task === task);
    return fork?.type === 'fork' ? fork.name.replace(/^events of /, '') : 'a worker';
  }
}

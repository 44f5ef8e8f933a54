// Agents besides the main one: how they begin and end, and what holds for all agents together.

import type { Agent, Stop } from './agent';
import { callBackAlone } from './deep/drive';
import { type EventSource, NO_TURN, type Offer, OPEN, strongerTurn, type Turn } from './event-source';
import { number, takePending } from './pending';
import { simulation } from './simulation';
import { Strand } from './strand';
import { Task } from './task';

/** The event with which an agent begins. */
class Start extends Strand {
  constructor(
    private readonly starts: Starts,
    site: number,
    private readonly agent: Agent,
    private readonly body: () => unknown,
  ) {
    super(null, simulation.generation, site);
    this.kind = 'start';
  }

  override get name(): string {
    return this.agent.name;
  }

  override fire(): void {
    this.starts.waiting = null;
    this.agent.sources.drop(this.starts);
    this.done = true;
    callBackAlone(this.body, []);
  }
}

class Starts implements EventSource {
  waiting: Start | null = null;

  offer(enabled: Strand[]): Offer {
    if (this.waiting !== null) enabled.push(this.waiting);
    return OPEN;
  }

  isSteady(): boolean {
    return true;
  }

  reset(): void {
    this.waiting = null;
  }

  keepsAlive(): boolean {
    return this.waiting !== null;
  }

  alive(): boolean {
    return false;
  }
}

/**
 * Adds an agent to the running iteration. It begins by an event of its own, in which `body` is called.
 * @param agent a new agent
 * @param site of the call that starts it
 */
export function startAgent(agent: Agent, site: number, body: () => unknown): void {
  const { current, root } = simulation.agent;
  const parent = (current ?? root).task ?? root.task;
  simulation.add(agent);
  simulation.deep.on = simulation.deep.look = true;
  agent.begin();
  const starts = new Starts();
  const start = new Start(starts, site, agent, body);
  start.task = new Task(simulation.tasks++, parent, ++parent.forks, site, agent, agent);
  start.task.carrier = start;
  agent.root = start;
  starts.waiting = start;
  agent.sources.add(starts);
  agent.sources.activate(starts);
  number(start);
  simulation.recorder?.forked(start.task);
}

/** What has ended goes on no more. */
const FOR_EVER: Stop = { offer: () => {} };

/** The agent has come to its end: nothing of it runs any more. It may be the one that runs, whose step then goes on to its end unheard. */
export function endAgent(agent: Agent): void {
  const { agents, pending } = simulation;
  if (agent.index === 0 || !agents.includes(agent)) return;
  simulation.remove(agent);
  for (let i = pending.length - 1; i >= 0; i--) if ((pending[i] as Strand).task?.agent === agent) takePending(i);
  agent.clear();
  agent.stopped = FOR_EVER;
  agent.isOver = true;
}

/** Something real is under way that may give an agent an event. */
export const someAlive = (): boolean => simulation.agents.some(({ sources }) => sources.alive);

/** Real completions so far. */
export const allCompletions = (): number =>
  simulation.agents.reduce((sum, { sources }) => sum + sources.completions, 0);

/** Whether code under control has something to run in an agent. */
export const hasWork = (): boolean =>
  simulation.agents.some(({ stopped, jobs, arrivals }) => stopped === null && (!jobs.empty || arrivals.ready));

/** Others may come from outside in the same moment. */
export const someGather = (): boolean => simulation.agents.some(({ arrivals }) => arrivals.gathers);

/** The iteration is parked, and the real event loop has turned. */
export function allTurned(): Turn {
  let most: Turn = NO_TURN;
  for (const { sources } of simulation.agents) most = strongerTurn(sources.turned(), most);
  return most;
}

export function allWoken(): void {
  for (const { sources } of simulation.agents) sources.woken();
}

export function allGiveUp(): void {
  for (const { sources } of simulation.agents) sources.giveUp();
}

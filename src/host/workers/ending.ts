// The end of a worker: when nothing is left that keeps it alive, or when its parent terminates it.

import { type EventSource, type Offer, OPEN, REST } from '../../engine/event-source';
import { number } from '../../engine/pending';
import { simulation } from '../../engine/simulation';
import { Strand } from '../../engine/strand';
import type { Task } from '../../engine/task';
import type { HostAgent } from '../host-agent';

/** The event by which a worker ends. */
export class End extends Strand {
  constructor(
    override task: Task,
    site: number,
    private readonly who: string,
    private readonly end: () => void,
  ) {
    super(null, simulation.generation, site);
    this.kind = 'exit';
    number(this);
  }

  override get name(): string {
    return this.who;
  }

  override fire(): void {
    this.end();
  }
}

/** In the worker: offers its end while nothing else is left for it to do. */
export class Ending implements EventSource {
  readonly round = REST;
  private readonly event: End;
  /** The listeners of 'beforeExit' have had their turn, and have made nothing that is left. */
  private isTold = false;

  /**
   * @param beforeExit tells that nothing is left; returns whether anyone has heard it
   * @param end ends the agent
   */
  constructor(
    private readonly agent: HostAgent,
    beforeExit: () => boolean,
    end: () => void,
  ) {
    const { task, site } = agent.root;
    this.event = new End(task, site, agent.name, () => {
      // What the listeners have begun, they are told of the end of again.
      if (!this.isTold && beforeExit()) this.isTold = !this.isAlive;
      else end();
    });
  }

  private get isAlive(): boolean {
    const { agent } = this;
    const { sources, work } = agent;
    return sources.keepAlive || work.holdsTime || simulation.pending.some(({ task }) => task.agent === agent);
  }

  offer(enabled: Strand[]): Offer {
    if (this.isAlive) return OPEN;
    enabled.push(this.event);
    return OPEN;
  }

  /** While something is really under way, which comes to its end unheard, nobody gets as far as this. */
  isSteady(): boolean {
    return true;
  }

  reset(): void {}

  alive(): boolean {
    return false;
  }
}

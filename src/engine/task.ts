// A task: what goes on by itself inside an agent, one step after the other. Its id is stable from run to run, because it is made of the
// numbers of forks (parent.child) and never of addresses or times.

import type { Agent } from './agent';
import type { Strand } from './strand';

export class Task {
  /** Tasks forked from this one so far. */
  forks = 0;
  /** The strand that carries it on: first the one that forked it, later the one that took over when the last one was over. */
  carrier: Strand | null = null;
  private cachedId = '';

  /**
   * @param index position in the iteration's order of forks: 0 for the body, dense
   * @param parent the task that forked this one; null for the test body
   * @param number 1-based number among the parent's forks
   * @param site id of the site that forked it (-1: none)
   * @param source says what the task runs: an async function's name, 'timer', 'immediate', …; asked only when somebody reads it
   * @param agent whose code it runs; that of its parent if it is not said
   */
  constructor(
    readonly index: number,
    readonly parent: Task | null,
    readonly number: number,
    readonly site: number,
    private readonly source: { readonly name: string },
    readonly agent: Agent = parent?.agent as Agent,
  ) {}

  get name(): string {
    return this.source.name;
  }

  /** Path of fork numbers from the body: `0`, `0.2`, `0.2.1`. */
  get id(): string {
    if (this.cachedId === '') this.cachedId = this.parent === null ? '0' : `${this.parent.id}.${this.number}`;
    return this.cachedId;
  }
}

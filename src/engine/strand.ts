// A strand: anything that can later be resumed on behalf of a task (a coroutine, a timer, an environment operation). A strand that
// its creator awaits at once belongs to the creator's task; any other forks a task of its own when the current job ends.

import type { AsyncContext } from './async-context';
import type { OperationKind, PendingOperation } from './operation';
import { simulation } from './simulation';
import type { Task } from './task';

export class Strand implements PendingOperation {
  kind: OperationKind = 'await';
  sequence = 0;
  /** On the prototype: most operations belong to no channel. */
  declare readonly channel: number;
  /** A coroutine of environment code: its end stands for an answer of the outside. On the prototype of all others. */
  declare readonly isFake: boolean;
  /** Known once the job that created the strand has ended. Strategies read it only after that. */
  task: Task = null as unknown as Task;
  /** The creator awaited it at once: no task of its own. */
  inherits = false;
  /** It is over. If it was over before it ever waited, it has no task of its own. */
  done = false;
  /** Value with which a late completion goes on, and whether it is a rejection. */
  value: unknown = undefined;
  threw = false;
  /** What AsyncLocalStorage holds for this strand. */
  context: AsyncContext | null = simulation.agent.context;
  /** The last await of environment code that completed at once: its site, and the step in which it did. */
  atOnceSite = -1;
  atOnceStep = -1;
  /** It has stopped at an await at least once. */
  waited = false;
  /** Virtual time at which the operation became pending. */
  since = 0;

  /**
   * @param owner the strand that was running when this one was created; null outside an iteration
   * @param generation iteration that it lives in (0: outside any); a strand of an iteration that has ended never runs again
   * @param site where it was created, later where it waits
   */
  constructor(
    public owner: Strand | null,
    readonly generation: number,
    public site: number,
  ) {}

  /** What the task is called if this strand forks one. */
  get name(): string {
    return this.kind;
  }

  /** It runs no more code: its task may go on with another strand. */
  get isOver(): boolean {
    return this.done;
  }

  /** Site at which the code that made it had waited before; -1 unknown. */
  get from(): number {
    return this.owner?.site ?? -1;
  }

  /** Virtual time at which it is due; 0 if it waits for no time. */
  get due(): number {
    return 0;
  }

  /** It is the body of the test or a hook. */
  get isEntry(): boolean {
    return false;
  }

  /** Its creator awaits it at this site. A strand that has no site of its own takes it. */
  place(_site: number): void {}

  /** Runs the pending operation: called by the controller when it was chosen. */
  fire(): void {}
}

Object.defineProperty(Strand.prototype, 'channel', { value: 0, writable: true });
Object.defineProperty(Strand.prototype, 'isFake', { value: false, writable: true });

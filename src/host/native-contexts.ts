// Async contexts through what Node calls back by itself: listeners of sockets, streams and processes, callbacks of the thread pool, native timers
// outside schedules. What Node makes keeps the context in which it was made, as Node's own AsyncLocalStorage has it.

import { createHook, executionAsyncResource } from 'node:async_hooks';
import type { Agent } from '../engine/agent';
import type { AsyncContext } from '../engine/async-context';
import { simulation } from '../engine/simulation';

/** Where a resource keeps its context. */
const CONTEXT = Symbol('async context of lockstep');

interface Carrier {
  readonly [CONTEXT]?: AsyncContext;
}

/** A call by Node that runs, and what held before it. */
interface Call {
  readonly id: number;
  readonly agent: Agent;
  readonly context: AsyncContext | null;
}

export class NativeContexts {
  private follows = false;
  private readonly calls: Call[] = [];

  private readonly hook = createHook({
    init: (_id, _type, _trigger, resource) => keep(resource),
    before: (id) => this.enter(id),
    after: (id) => this.leave(id),
  });

  /** From now on contexts are followed. Not before a store is entered: the hook makes native promises slow. */
  follow(): void {
    if (this.follows) return;
    this.follows = true;
    this.hook.enable();
  }

  /** The realm is not needed any more. */
  end(): void {
    this.follows = false;
    this.hook.disable();
    this.calls.length = 0;
  }

  private enter(id: number): void {
    const { agent } = simulation;
    this.calls.push({ id, agent, context: agent.context });
    agent.context = (executionAsyncResource() as Carrier)[CONTEXT] ?? null;
  }

  private leave(id: number): void {
    const { calls } = this;
    let at = calls.length - 1;
    while (at >= 0 && (calls[at] as Call).id !== id) at--;
    // The call had begun before the hook was on.
    if (at < 0) return;
    const { agent, context } = calls[at] as Call;
    calls.length = at;
    agent.context = context;
  }
}

function keep(resource: object): void {
  const { context } = simulation.agent;
  // Not to be seen by who compares or prints it, and what is frozen has none.
  if (context !== null) Reflect.defineProperty(resource, CONTEXT, { value: context });
}

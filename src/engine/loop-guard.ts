// Bounds synchronous loops. An instrumented loop calls `$.loop` every 65,536 turns. If it has run for longer than `syncTimeout` within one step,
// that is a bug of its own, with its site.

import { nativeNow } from './natives';
import { OUTSIDE, simulation } from './simulation';

/** Turns between two calls. */
const TURNS = 65_536;

/** When the loop that an agent runs was first met, and in which step. */
export class LoopGuard {
  private generation = 0;
  private step = -1;
  private started = 0;
  /** What `agent.site` was left at: an await sets it to another value. */
  private mark = -1;

  /** @throws Error if the loop at `site` has run for too long */
  check(site: number): void {
    const { agent, generation, steps, limits } = simulation;
    if (simulation.failure?.kind === 'endless-loop') throw simulation.failure.error;
    // A loop that awaits is not synchronous: the number of jobs bounds it. A loop that only starts async calls is synchronous.
    const awaited = agent.site !== this.mark && agent.fresh.length < TURNS;
    agent.site = this.mark = site;
    if (awaited || generation !== this.generation || steps !== this.step) {
      this.generation = generation;
      this.step = steps;
      this.started = nativeNow();
      return;
    }
    if (nativeNow() - this.started < limits.syncTimeout) return;
    const error = new Error(
      `A synchronous loop has run for more than ${limits.syncTimeout} ms without an await. ` +
        'It is endless, or needs a larger syncTimeout (in milliseconds).',
    );
    simulation.fail({ kind: 'endless-loop', error, task: '', site, waiting: [] });
    throw error;
  }
}

/** `$.loop`. */
export function loopGuard(site: number): void {
  if (simulation.mode !== OUTSIDE) simulation.agent.loop.check(site);
}

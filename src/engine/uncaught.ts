// Errors that nobody can catch.

import { isAbandoned } from './abandoned';
import { nativeQueueMicrotask } from './natives';
import { OUTSIDE, simulation } from './simulation';

/** A callback has thrown. Inside an iteration the agent deals with it, outside the host. */
export function uncaught(error: unknown): void {
  if (isAbandoned(error)) return;
  if (simulation.mode !== OUTSIDE) {
    const { agent } = simulation;
    simulation.recorder?.timeOuts.seen(error, agent.current?.site ?? agent.site);
    agent.uncaught(error);
    return;
  }
  nativeQueueMicrotask(() => {
    throw error;
  });
}

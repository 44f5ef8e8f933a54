// Errors that nobody can catch.

import { nativeQueueMicrotask } from './natives';
import { OUTSIDE, simulation } from './simulation';

/** A callback has thrown: a bug inside an iteration, the host's business outside. */
export function uncaught(error: unknown): void {
  if (simulation.mode !== OUTSIDE) {
    simulation.fail({ kind: 'uncaught-exception', error, task: '', site: simulation.agent.site, waiting: [] });
    return;
  }
  nativeQueueMicrotask(() => {
    throw error;
  });
}

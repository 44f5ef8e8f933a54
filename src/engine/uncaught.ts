// Errors that nobody can catch.

import { isAbandoned } from './abandoned';
import { nativeQueueMicrotask } from './natives';
import { OUTSIDE, simulation } from './simulation';

/** A callback has thrown. Inside an iteration that is a bug; outside, the host deals with it. */
export function uncaught(error: unknown): void {
  if (isAbandoned(error)) return;
  if (simulation.mode !== OUTSIDE) {
    const { current, site } = simulation.agent;
    simulation.recorder?.timeOuts.seen(error, current?.site ?? site);
    simulation.fail({ kind: 'uncaught-exception', error, task: '', site: simulation.agent.site, waiting: [] });
    return;
  }
  nativeQueueMicrotask(() => {
    throw error;
  });
}

// What nobody catches in the main agent is the iteration's failure.

import { simulation } from './simulation';

export function failUncaught(error: unknown): void {
  simulation.fail({ kind: 'uncaught-exception', error, task: '', site: simulation.agent.site, waiting: [] });
}

export function failUnhandled(reason: unknown): void {
  const { body, agent } = simulation;
  // If the body has thrown, too, its error is the failure.
  body.hasEnded();
  simulation.fail({ kind: 'unhandled-rejection', error: reason, task: '', site: agent.site, waiting: [] });
}

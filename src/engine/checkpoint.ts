// The checkpoint between two steps: it runs the jobs behind the last step, and finds out whether the iteration is over.

import type { Agent } from './agent';
import { drain } from './job-runner';
import { simulation } from './simulation';
import { takeUnhandled } from './unhandled';
import { endlessMicrotasks } from './verdicts';

/** Most jobs in one microtask checkpoint; more is an endless chain of microtasks. */
const MAX_JOBS = 1_000_000;

/**
 * Runs the jobs behind the last step.
 * @returns true if the iteration is over
 * @throws what the strategy has thrown while user code ran
 */
export function checkpoint(): boolean {
  const { agent, body } = simulation;
  if (!drain(agent, MAX_JOBS)) simulation.fail(endlessMicrotasks(MAX_JOBS));
  if (agent.stopped !== null) agent.stopped.begin?.();
  if (simulation.strategyError !== null) throw simulation.strategyError.error;
  simulation.notes?.tell(simulation.strategy);
  if (simulation.failure !== null) return true;
  if (agent.stopped !== null) {
    if (agent.isOver) simulation.enter(simulation.agents[0] as Agent);
    return false;
  }
  const { rejections } = agent;
  if (rejections.noted.length !== 0) {
    const unhandled = takeUnhandled(rejections);
    if (unhandled !== null) {
      agent.unhandled(unhandled.reason);
      if (simulation.failure !== null) return true;
    }
  }
  return body.hasEnded();
}

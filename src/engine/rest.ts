// Coming to rest: what the body has left behind for this turn of the event loop still runs, undisturbed, before the iteration is left. A
// library that has asked for a turn, as React does, knows in its module that it has, and would wait for it for ever: the next schedules would
// run against a library that is stuck. What is late, or takes longer, never comes.

import type { Agent } from './agent';
import type { DecisionMaker } from './decision-maker';
import { outcomeOf } from './iteration';
import { drain } from './job-runner';
import type { IterationOutcome } from './outcome';
import { simulation } from './simulation';

/** Most events, and most jobs behind each: what has not come to rest by then never does. */
const MOST_EVENTS = 100;
const MOST_JOBS = 10_000;

const UNDISTURBED: DecisionMaker = { name: 'rest', pick: () => 0, late: () => false, choose: () => 0 };

/** The iteration is over. Returns what it came to. */
export function end(): IterationOutcome {
  const outcome = outcomeOf();
  comeToRest();
  return outcome;
}

/** The outcome is known: nothing that happens here counts. */
function comeToRest(): void {
  simulation.enter(simulation.agents[0] as Agent);
  const { agent } = simulation;
  if (agent.stopped !== null || agent.sources.active.length === 0) return;
  simulation.strategy = UNDISTURBED;
  simulation.strategyError = simulation.failure = null;
  simulation.recorder = simulation.conflicts = simulation.notes = null;
  simulation.tracking.on = false;
  for (let events = 0; events < MOST_EVENTS; events++) {
    if (!drain(agent, MOST_JOBS) || simulation.failure !== null) return;
    const next = agent.sources.next();
    if (next === null) return;
    agent.current = next;
    agent.context = next.context;
    next.fire();
    agent.current = null;
    agent.context = null;
  }
}

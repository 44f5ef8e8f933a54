// The controller of one iteration: one synchronous loop that runs the jobs, collects the enabled operations, asks the strategy, and runs
// the chosen one. It leaves the loop only for what is outside control, and then waits for the real event loop.

import type { AsyncContext } from './async-context';
import { checkpoint } from './checkpoint';
import { ALONE, AWAY } from './event-source';
import { begin, type IterationConfig, leave } from './iteration';
import { nativeNow } from './natives';
import { GIVEN_UP, NOTHING, nextOfAll, WORK } from './next-of-all';
import type { IterationOutcome } from './outcome';
import { park } from './parking';
import { takePending } from './pending';
import { pick } from './pick';
import { end } from './rest';
import { PARKED, RUNNING, simulation } from './simulation';
import type { Strand } from './strand';
import { stepBound, stuck } from './verdicts';

/**
 * Runs one schedule of `body`.
 * @returns the outcome; a native promise of it where the body waited for something outside the controller
 */
export function runIteration(
  body: () => unknown,
  config: IterationConfig,
): IterationOutcome | Promise<IterationOutcome> {
  const outer = begin(body, config);
  let over = true;
  try {
    simulation.body.enqueue();
    over = loop();
    if (over) return end();
  } finally {
    if (over) leave(outer);
  }
  simulation.mode = PARKED;
  return waitOutside(outer);
}

/** The loop. Returns true when the iteration is over, false where only something outside can make progress. */
function loop(): boolean {
  const { pending } = simulation;
  while (!checkpoint()) {
    if (simulation.deep.on || simulation.agent.stopped !== null) {
      const next = nextOfAll();
      if (next === NOTHING) return false;
      if (next === GIVEN_UP) return true;
      if (next !== WORK && !run(next)) return true;
      continue;
    }
    const late = pending.length;
    const offered = simulation.agent.sources.offer(pending);
    if (offered === AWAY) return false;
    const enabled = pending.length;
    if (enabled === 0) {
      if (simulation.agent.jobs.empty) return false;
      // A source has made work in place of an event (`idle()`).
      simulation.wakings++;
      continue;
    }
    const alone = offered === ALONE;
    const index = alone ? enabled - 1 : enabled === 1 ? 0 : pick(pending, late);
    if (index < 0) return true;
    const chosen = pending[index] as Strand;
    if (alone || enabled === 1) simulation.recorder?.stepped(chosen, 1, 0, undefined);
    if (enabled !== late) pending.length = late;
    if (index < late) takePending(index);
    if (!run(chosen)) return true;
  }
  return true;
}

/** Runs the chosen operation. Returns false if the iteration is over. */
function run(chosen: Strand): boolean {
  const { limits } = simulation;
  if (++simulation.steps > limits.stepBound) {
    simulation.fail(stepBound(limits.maxSteps, chosen.site));
    return false;
  }
  simulation.stepKind = chosen.kind;
  simulation.stepSite = chosen.site;
  simulation.conflicts?.noteSite(chosen.site);
  simulation.notes?.begin(chosen);
  const { agent } = chosen.task;
  if (agent !== simulation.agent) simulation.enter(agent);
  agent.current = chosen;
  agent.context = chosen.context;
  chosen.fire();
  agent.current = null;
  agent.context = null;
  if (simulation.failure === null) return true;
  simulation.notes?.tell(simulation.strategy);
  return false;
}

/** Waits on the real event loop until the iteration is over. */
async function waitOutside(outer: AsyncContext | null): Promise<IterationOutcome> {
  try {
    for (;;) {
      const { steps, wakings } = simulation;
      const parked = nativeNow();
      const came = await park(simulation.limits.uncontrolledTimeout);
      simulation.parkedTime += nativeNow() - parked;
      simulation.mode = RUNNING;
      const over = loop();
      if (!over && !came && simulation.steps === steps && simulation.wakings === wakings) simulation.fail(stuck());
      if (over || simulation.failure !== null) return end();
    }
  } finally {
    leave(outer);
  }
}

// The loop of an exploration: schedule after schedule, as long as there is anything to explore and time.

import { nativeNow, nativeSetImmediate, nativeSetTimeout } from '../engine/natives';
import type { Exploration } from './exploration';

/** Real milliseconds after which the exploration lets the real event loop turn. */
const SLICE = 100;

/** Number of the first schedule behind the repetition of the undisturbed one. */
export const REPEATED = 2;

/** Runs schedules from number `from` to before `end`, until one fails the test, the strategy has explored all, or the time is over. */
export async function runSchedules(
  exploration: Exploration,
  from: number,
  end = Number.POSITIVE_INFINITY,
): Promise<void> {
  const { tally, budget } = exploration;
  const { iterations } = exploration.options;
  let slice = budget.started;
  for (let iteration = from; exploration.finding === null && iteration < end; iteration++) {
    if (tally.schedules >= iterations || !exploration.open) return;
    const schedule = exploration.schedule(iteration);
    if (!exploration.isOpen(schedule.lane)) continue;
    // Read before each schedule (40 ns): nobody knows how long the next one takes.
    const now = nativeNow();
    if (!exploration.hasTime(now)) return;
    if (!exploration.isOpen(schedule.lane)) continue;
    if (now - slice > SLICE) {
      await turnOfTheEventLoop();
      slice = nativeNow();
    }
    const pending = exploration.run(schedule);
    const outcome = pending !== null && 'then' in pending ? await pending : pending;
    if (outcome !== null && outcome.failure !== null) await exploration.judge(schedule, outcome);
  }
}

function turnOfTheEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    if (nativeSetImmediate !== undefined) nativeSetImmediate(() => resolve());
    else nativeSetTimeout(resolve, 0);
  });
}

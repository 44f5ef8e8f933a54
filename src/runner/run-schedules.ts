// The loop of an exploration: schedule after schedule, as long as there is anything to explore and time.

import { nativeNow, nativeSetImmediate, nativeSetTimeout } from '../engine/natives';
import type { Exploration } from './exploration';

/** Real milliseconds after which the exploration lets the real event loop turn. */
const SLICE = 100;

/** Schedules that take less real time than this, in ms, are short: the clock is read before every sixteenth only (a reading costs 40 ns). */
const SHORT = 0.02;
const UNREAD = 15;
/** Steps from which a schedule counts as long: the clock is read behind it. */
const LONG = 50;

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
  let read = budget.started;
  /** Schedules that may still begin before the clock is read again. */
  let unread = 0;
  for (let iteration = from; exploration.finding === null && iteration < end; iteration++) {
    if (tally.schedules >= iterations || !exploration.open || tally.endless) return;
    const schedule = exploration.schedule(iteration);
    if (!exploration.isOpen(schedule.lane)) continue;
    if (unread === 0) {
      const now = nativeNow();
      if (!exploration.hasTime(now)) return;
      if (now - slice > SLICE) {
        await turnOfTheEventLoop();
        slice = nativeNow();
      }
      unread = now - read < SHORT * (UNREAD + 1) ? UNREAD : 0;
      read = now;
    } else unread--;
    const pending = exploration.run(schedule);
    const isLate = pending !== null && 'then' in pending;
    const outcome = isLate ? await pending : pending;
    if (isLate || outcome === null || outcome.steps >= LONG) unread = 0;
    // No schedule was run: how long one takes is not known from the next reading.
    if (outcome === null) read = Number.NEGATIVE_INFINITY;
    if (outcome !== null && outcome.failure !== null) await exploration.judge(schedule, outcome);
  }
}

function turnOfTheEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    if (nativeSetImmediate !== undefined) nativeSetImmediate(() => resolve());
    else nativeSetTimeout(resolve, 0);
  });
}

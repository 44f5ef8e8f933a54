// The passing neighbour of a failure where no single decision makes the difference: it is looked for among the schedules that hold one task
// back, and then among those that run tasks one after another.

import type { Strategy } from '../strategies/strategy';
import { heldBack, newestFirst, oldestFirst, TaskOrder } from '../strategies/task-order';
import { type Departures, departuresOf, type Overlap, type Trace } from '../trace';

/** What is asked of the runner: one schedule, recorded. */
export type RunSchedule = (strategy: Strategy) => Promise<Pick<Trace, 'failure' | 'decisions'>>;

export interface Neighbour {
  /** Null if no schedule that was tried passes. */
  readonly departures: Departures | null;
  /** How it was found. */
  readonly overlap: Overlap | null;
}

/** Tasks that are held back, each in a schedule of its own. */
const MOST_HELD = 12;
/**
 * @param failing the trace of the failure, with its events
 * @param isTimeLeft whether another schedule may be run; if not, nothing is known of the schedules that were not
 */
export async function passingNeighbour(
  failing: Trace,
  run: RunSchedule,
  isTimeLeft: () => boolean,
): Promise<Neighbour> {
  for (const { strategy, overlap } of orders(failing)) {
    if (!isTimeLeft()) return { departures: null, overlap: null };
    const { failure, decisions } = await run(strategy);
    if (failure === null) return { departures: departuresOf(decisions), overlap };
  }
  return { departures: null, overlap: { kind: 'none' } };
}

function* orders({ events }: Trace): Generator<{ strategy: Strategy; overlap: Overlap }> {
  const forks = events.filter((event) => event.type === 'fork').filter(({ task }) => task !== '0');
  for (const { task, name } of forks.slice(0, MOST_HELD).reverse())
    yield { strategy: new TaskOrder(heldBack(task)), overlap: { kind: 'held-back', task, name } };
  const overlap = { kind: 'one-after-another' } as const;
  yield { strategy: new TaskOrder(oldestFirst), overlap };
  yield { strategy: new TaskOrder(newestFirst), overlap };
}

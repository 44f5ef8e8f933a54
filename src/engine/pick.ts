// The question that the controller asks between two steps: which of the enabled operations runs next.

import { PICK } from './decision-log';
import { simulation } from './simulation';
import type { Strand } from './strand';

/**
 * The strategy's choice among two or more operations.
 * @param late number of late operations, which stand first
 * @returns an index into `enabled`; -1 if the strategy gives the schedule up
 * @throws RangeError if the strategy answers anything else
 */
export function pick(enabled: readonly Strand[], late: number): number {
  const { strategy, steps, recorder } = simulation;
  const { length } = enabled;
  // Past half of the bound every operation gets its turn, so that reaching the bound is a livelock and not an unfair schedule.
  // That is no decision: the strategy is not asked, neither now nor at replay.
  const asked = steps <= simulation.limits.maxSteps >> 1;
  const index = asked ? strategy.pick(enabled) : longestPending(enabled);
  if (index === null) {
    simulation.abandoned = true;
    return -1;
  }
  const chosen = enabled[index];
  if (chosen === undefined || typeof index !== 'number') badPick(index, length);
  simulation.choices++;
  simulation.picks++;
  if (asked) simulation.decisions.note(PICK, length, index, (chosen.task.index << 16) ^ chosen.site);
  if (recorder !== null)
    recorder.stepped(chosen, length, index, asked ? recorder.picked(enabled, late, index) : undefined);
  return index;
}

/** First in, first out. By its place in the list none would be sure of its turn: who runs moves to the front. */
function longestPending(enabled: readonly Strand[]): number {
  let first = 0;
  for (let i = 1; i < enabled.length; i++)
    if ((enabled[i] as Strand).sequence < (enabled[first] as Strand).sequence) first = i;
  return first;
}

function badPick(index: unknown, enabled: number): never {
  throw new RangeError(
    `Strategy '${simulation.strategy.name}' picked ${String(index)} among ${enabled} operations; pick() must return an index from 0 to ${enabled - 1}, or null to give the schedule up.`,
  );
}

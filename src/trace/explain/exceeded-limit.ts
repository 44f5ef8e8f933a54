// Limits that did not hold in any order: the number that the code under test looked at last before it started the test's function once more.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import type { Blame } from './blame';
import { overlaps, startOf } from './double-execution';
import type { RaceCandidate } from './race';
import { allPlaces } from './shared-places';

/**
 * The numbers that were looked at before the function of the test that ran most often at once was started. Those that most tasks share come
 * first, as a limit of concurrency is shared; among them the last.
 */
export function exceededLimits(
  events: readonly TraceEvent[],
  siteOf: (id: number) => Site | undefined,
  blame: Blame,
): RaceCandidate[] {
  const ofTest = [...overlaps(events, siteOf)].filter(([site]) => blame.ofSite(site) === 0);
  const [deepest] = ofTest.map(([, overlap]) => overlap).sort((one, other) => other.depth - one.depth);
  if (deepest === undefined) return [];
  const { second, depth } = deepest;
  const start = startOf(second, siteOf);
  return allPlaces(events, siteOf)
    .flatMap((place) => {
      const check = place.findLast((access) => !access.write && access.position < second.position);
      if (check === undefined || blame.ofSite(check.site) < 2 || !/^\d+$/.test(check.value)) return [];
      return [{ check, tasks: new Set(place.map(({ position }) => events[position]?.task)).size }];
    })
    .sort((one, other) => other.tasks - one.tasks || other.check.position - one.check.position)
    .map(({ check }) => ({
      kind: 'limit',
      accesses: [check, start],
      because: `${depth} of them run at once`,
      weight: 30,
    }));
}

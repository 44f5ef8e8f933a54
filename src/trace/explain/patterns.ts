// What a failing run shows by itself, where no passing run is at hand: patterns that are wrong in any order, such as a lost update.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import { Blame } from './blame';
import { exceededLimits } from './exceeded-limit';
import { isOnlyCounted } from './only-counted';
import { overwrites } from './overwrite';
import type { RaceCandidate } from './race';
import { sharedPlaces } from './shared-places';

/** A weaker pattern is as likely to be harmless. */
const STRONG = 30;
const BY_BLAME = 100;

/**
 * @param failsAlways no schedule passes. Else a schedule passes in which the same is read: then only an update that is lost in any case is
 *   named, since the test may just not look at it there
 */
export function patternsOf(
  events: readonly TraceEvent[],
  siteOf: (id: number) => Site | undefined,
  testFiles: ReadonlySet<string>,
  failsAlways: boolean,
): RaceCandidate[] {
  const blame = new Blame(events, siteOf, testFiles);
  const found = sharedPlaces(events, siteOf)
    .filter((accesses) => !isOnlyCounted(accesses))
    .flatMap((accesses) => overwrites(accesses))
    .filter(({ kind, weight }) => weight >= STRONG && (failsAlways || kind === 'lost-update'))
    .map((candidate) => ({ ...candidate, weight: candidate.weight + blame.of(candidate) * BY_BLAME }))
    .sort((one, other) => other.weight - one.weight);
  return found.length > 0 || !failsAlways ? found : exceededLimits(events, siteOf, blame);
}

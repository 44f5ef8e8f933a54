// The explanation of a race: from the recorded accesses of a failing run, the few that raced, by name.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import { siteText } from '../site-text';
import { clausesOf } from './clauses';
import { conflicts } from './conflict';
import { orderViolations } from './order';
import { overwrites } from './overwrite';
import type { Race, RaceCandidate } from './race';
import { sharedPlaces } from './shared-places';
import { superseded } from './superseded';
import { type ExplainHints, weightOf } from './weight';

/**
 * Names the race behind a failure.
 * @param events of the failing run, recorded with access tracking
 * @param siteOf the site with an id
 * @returns null if no two tasks used the same state with at least one write
 */
export function explain(
  events: readonly TraceEvent[],
  siteOf: (id: number) => Site | undefined,
  hints: ExplainHints = {},
): Race | null {
  const candidate = mostTelling(events, siteOf, hints);
  return candidate === null ? null : raceOf(candidate, siteOf);
}

/** The race behind a failure, as it was found. */
export function mostTelling(
  events: readonly TraceEvent[],
  siteOf: (id: number) => Site | undefined,
  hints: ExplainHints,
): RaceCandidate | null {
  const startedAt = new Map<string, number>();
  events.forEach((event, index) => {
    if (event.type === 'fork') startedAt.set(event.task, index);
  });
  const isOlder = (task: string, than: string) => (startedAt.get(task) ?? -1) < (startedAt.get(than) ?? -1);
  const candidates = sharedPlaces(events, siteOf).flatMap((accesses) => [
    ...overwrites(accesses),
    ...orderViolations(accesses, isOlder),
    ...superseded(accesses),
    ...conflicts(accesses),
  ]);
  let best: RaceCandidate | null = null;
  let highest = 0;
  for (const candidate of candidates) {
    const weight = weightOf(candidate, hints, siteOf);
    if (weight === null || weight < highest) continue;
    if (best !== null && weight === highest && end(candidate) <= end(best)) continue;
    best = candidate;
    highest = weight;
  }
  return best;
}

/** Among equals, the one that ends nearest to the failure is named. */
function end(candidate: RaceCandidate): number {
  return candidate.accesses.at(-1)?.position ?? -1;
}

/** A candidate in words. */
export function raceOf(candidate: RaceCandidate, siteOf: (id: number) => Site | undefined): Race {
  const name = candidate.accesses[0]?.name ?? '';
  const accesses = candidate.accesses.map(({ task, write, value, site, step }) => ({
    task,
    write,
    value,
    site: siteText(siteOf(site)),
    step,
  }));
  const clauses = clausesOf(candidate, name, accesses);
  return { kind: candidate.kind, name, accesses, clauses, sentence: clauses.join(', ') };
}

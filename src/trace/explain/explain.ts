// The explanation of a race: from the recorded accesses of a failing run, the few that raced, by name.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import { siteText } from '../site-text';
import type { CriticalPair } from '../trace';
import { clausesOf } from './clauses';
import { conflicts } from './conflict';
import { orderViolations } from './order';
import { overwrites } from './overwrite';
import type { Race, RaceCandidate } from './race';
import { sharedPlaces } from './shared-places';

export interface ExplainHints {
  /** The critical pair: a race between its tasks is the likelier cause. */
  readonly critical?: CriticalPair | null;
  /** The failure's message: a race on state that it mentions is the likelier cause. */
  readonly message?: string;
  /** Only races that explain it at once are named: for a deadlock, say, no mere conflict. */
  readonly strong?: boolean;
}

/** Weight from which on a race explains a failure by itself. */
const STRONG = 20;

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
  const startedAt = new Map<string, number>();
  events.forEach((event, index) => {
    if (event.type === 'fork') startedAt.set(event.task, index);
  });
  const isOlder = (task: string, than: string) => (startedAt.get(task) ?? -1) < (startedAt.get(than) ?? -1);
  const candidates = sharedPlaces(events, siteOf).flatMap((accesses) => [
    ...overwrites(accesses),
    ...orderViolations(accesses, isOlder),
    ...conflicts(accesses),
  ]);
  let best: RaceCandidate | null = null;
  for (const candidate of candidates) {
    if (hints.strong && candidate.weight < STRONG) continue;
    if (best === null || compareWeight(candidate, best, hints) > 0) best = candidate;
  }
  return best === null ? null : raceOf(best, siteOf);
}

function compareWeight(one: RaceCandidate, other: RaceCandidate, hints: ExplainHints): number {
  return weight(one, hints) - weight(other, hints) || end(one) - end(other);
}

function weight(candidate: RaceCandidate, hints: ExplainHints): number {
  const { critical, message } = hints;
  const tasks = new Set(candidate.accesses.map((access) => access.task));
  const isCritical = critical && tasks.has(critical.failing.task) && tasks.has(critical.passing.task);
  const name = candidate.accesses[0]?.name.split(/[.[]/).at(-1)?.replace(/\W/g, '');
  const isMentioned = name && message && new RegExp(`\\b${name}\\b`, 'i').test(message);
  return candidate.weight + (isCritical ? 10 : 0) + (isMentioned ? 5 : 0);
}

function end(candidate: RaceCandidate): number {
  return candidate.accesses.at(-1)?.position ?? -1;
}

function raceOf(candidate: RaceCandidate, siteOf: (id: number) => Site | undefined): Race {
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

// Double executions: a function runs twice at a time in the failing run, and once at a time in the passing one.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import type { Blame } from './blame';
import { type Access, isSameStrand, type RaceCandidate } from './race';

type SiteOf = (id: number) => Site | undefined;
export type Begin = Extract<TraceEvent, { type: 'resume' }> & { readonly position: number };

export interface Overlap {
  readonly first: Begin;
  readonly second: Begin;
  /** Most calls that were under way at once. */
  readonly depth: number;
}

/**
 * The functions whose calls overlap in the failing run only. Of the code under test, the one that made the test's own function run twice comes
 * first, then those around it.
 */
export function doubleExecutions(
  failing: readonly TraceEvent[],
  passing: readonly TraceEvent[],
  siteOf: SiteOf,
  blame: Blame,
): RaceCandidate[] {
  const elsewhere = overlaps(passing, siteOf);
  const found = [...overlaps(failing, siteOf)].filter(
    ([site, { depth }]) => siteOf(site)?.function !== '<anonymous>' && depth > (elsewhere.get(site)?.depth ?? 1),
  );
  const [doubled] = found
    .filter(([site]) => blame.ofSite(site) === 0)
    .map(([, { second }]) => second)
    .sort((one, other) => one.position - other.position);
  const distance = ({ second }: Overlap) => (doubled === undefined ? 0 : distanceTo(doubled, second));
  return found
    .map(([, overlap]) => overlap)
    .sort((one, other) => distance(one) - distance(other))
    .map(({ first, second }) => ({
      kind: 'double-execution',
      accesses: [startOf(first, siteOf), startOf(second, siteOf)],
      because: 'the first had not ended',
      weight: 30,
    }));
}

/** How far a call is from the one that it may have made: those that cannot have made it come last. */
function distanceTo(made: Begin, call: Begin): number {
  const isCaller = call.position <= made.position && isSameStrand(call.task, made.task);
  return isCaller ? made.position - call.position : Number.MAX_SAFE_INTEGER;
}

/** For each async function the two calls of it that were the first to exceed the number of calls at once so far. */
export function overlaps(events: readonly TraceEvent[], siteOf: SiteOf): Map<number, Overlap> {
  const running = new Map<number, Begin[]>();
  const found = new Map<number, Overlap>();
  for (const [position, event] of events.entries()) {
    if (event.type === 'resume' && siteOf(event.site)?.kind === 'f') {
      const begin = { ...event, position };
      const calls = running.get(event.site) ?? [];
      calls.push(begin);
      running.set(event.site, calls);
      const depth = found.get(event.site)?.depth ?? 1;
      const first = calls.at(-2);
      if (first !== undefined && calls.length > depth)
        found.set(event.site, { first, second: begin, depth: calls.length });
    } else if (event.type === 'return') {
      const calls = running.get(event.site);
      const index = calls?.findIndex((call) => call.task === event.task) ?? -1;
      if (index >= 0) calls?.splice(index, 1);
    }
  }
  return found;
}

/** The start of a call in the form of an access, so that it can be told like one. */
export function startOf({ step, task, site, position }: Begin, siteOf: SiteOf): Access {
  const name = siteOf(site)?.function ?? '';
  return {
    type: 'access',
    step,
    task,
    site,
    object: -1,
    key: name,
    name,
    write: true,
    value: '',
    after: -1,
    position,
    work: null,
  };
}

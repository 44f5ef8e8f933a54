// Async functions of the code under test that ran to their end without waiting for anything: candidates to be named environment (an
// in-memory repository, say, that will one day be a database).

import type { TraceEvent } from '../engine/event';
import { siteTable } from '../engine/site-table';
import type { Site } from '../engine/sites';

export function leafCandidates(events: readonly TraceEvent[]): Site[] {
  const waited = new Set<string>();
  const returned = new Map<string, { id: number; site: Site }>();
  for (const event of events) {
    if (event.type !== 'suspend' && event.type !== 'return') continue;
    const site = siteTable.site(event.site);
    if (site === null) continue;
    const key = `${site.file} ${site.function}`;
    if (event.type === 'suspend') waited.add(key);
    else if (site.kind === 'f') returned.set(key, { id: event.site, site });
  }
  return [...returned.entries()]
    .filter(([key, { id }]) => !waited.has(key) && !siteTable.isOfTheTest(id))
    .map(([, { site }]) => site);
}

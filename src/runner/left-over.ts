// What is left over from one run of a schedule to the next: the variables and properties that a later run reads with other values, although
// it has done the same up to there.

import type { TraceEvent } from '../engine/event';
import { siteTable } from '../engine/site-table';

/** A variable or a property that was not what it had been. */
export interface LeftOver {
  /** As the source calls it. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** It lies in a tool that the test is written with. */
  readonly isOfTool: boolean;
}

type Access = Extract<TraceEvent, { type: 'access' }>;

/** Most places that are named. */
const MOST = 3;

/**
 * @param first events of the run that found nothing left over
 * @param later events of the same schedule, run again
 */
export function leftOver(first: readonly TraceEvent[], later: readonly TraceEvent[]): LeftOver[] {
  const differing = new Map<string, Access>();
  const written = new Set<string>();
  let last: Access | null = null;
  for (let i = 0; i < first.length && i < later.length; i++) {
    const before = first[i] as TraceEvent;
    const now = later[i] as TraceEvent;
    if (before.type !== 'access' || now.type !== 'access') {
      if (!isSame(before, now)) break;
      continue;
    }
    if (before.site !== now.site || before.key !== now.key || before.write !== now.write) break;
    const place = `${now.object} ${now.key}`;
    if (now.write) written.add(place);
    else if (!written.has(place)) {
      last = now;
      if (before.value !== now.value) differing.set(place, now);
    }
  }
  // If no value says it (objects are shown in short), what was read last made the difference.
  const found = differing.size > 0 ? [...differing.values()] : last === null ? [] : [last];
  return found.slice(0, MOST).flatMap(placeOf);
}

/** By what happened and where, not by task: code that no longer waits belongs to the task that called it. */
function isSame(one: TraceEvent, other: TraceEvent): boolean {
  return one.type === other.type && one.site === other.site;
}

function placeOf({ site, name, key }: Access): LeftOver[] {
  const place = siteTable.site(site);
  return place === null
    ? []
    : [{ name: name || key, file: place.file, line: place.line, isOfTool: siteTable.isOfTool(site) }];
}

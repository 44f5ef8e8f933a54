// Which places get a code frame: those of the race, then those of the critical pair, then where the error was thrown.

import type { Race } from '../trace/explain';
import type { Trace } from '../trace/trace';
import { thrownAt } from './reason';
import { fileAndLine, operationPlace, siteAt } from './site-lookup';

export interface PlaceToShow {
  /** `file:line:column`. */
  readonly site: string;
  /** What happened there. */
  readonly note: string;
}

const MOST_PLACES = 2;
/** Notes of a race: they are added to other notes on the same line. */
const RACED = /^task \S+ (?:wrote|read)/;

/** @param slow places of awaits that would have to be slow, for the findings of the model `await` */
export function placesToShow(race: Race | null, trace: Trace, slow: readonly string[]): PlaceToShow[] {
  const assumed = slow.slice(0, 1).map((site) => ({ site, note: 'would have to be slow' }));
  const places = [...assumed, ...(race === null ? [] : raced(race)), ...critical(trace), ...failed(trace)];
  const perLine = new Map<string, PlaceToShow>();
  for (const place of places) {
    if (place.site === '') continue;
    const line = fileAndLine(place.site);
    const earlier = perLine.get(line);
    if (earlier === undefined) perLine.set(line, place);
    else if (RACED.test(place.note)) perLine.set(line, { site: earlier.site, note: `${earlier.note}; ${place.note}` });
  }
  return [...perLine.values()].slice(0, MOST_PLACES);
}

function raced(race: Race): PlaceToShow[] {
  return race.accesses.map(({ task, write, value, site }) => ({
    site,
    note: `task ${task} ${write ? 'wrote' : 'read'}${value === '' ? '' : ` ${value}`}`,
  }));
}

function critical(trace: Trace): PlaceToShow[] {
  if (!trace.critical) return [];
  return [trace.critical.failing, trace.critical.passing].map(({ task, site, operation }) => ({
    site: operationPlace(operation, siteAt(trace, site)),
    note: task === '' ? 'critical' : `task ${task}`,
  }));
}

function failed(trace: Trace): PlaceToShow[] {
  const { failure } = trace;
  if (failure === null) return [];
  const waiting = failure.waiting.map(({ task, site }) => ({ site, note: `task ${task} waits here` }));
  const site = thrownAt(failure);
  return [...waiting, { site, note: siteAt(trace, site)?.kind === 'a' ? 'failed behind this await' : 'failed here' }];
}

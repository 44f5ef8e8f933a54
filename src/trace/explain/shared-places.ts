// The accesses of a recorded run, sorted by place in memory (object and key), for places that several tasks used and one wrote.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import type { Access } from './race';
import { WorkTracker } from './work';

type SiteOf = (id: number) => Site | undefined;

/** The places that several tasks used and one wrote: one list per place, in order of first access. */
export function sharedPlaces(events: readonly TraceEvent[], siteOf: SiteOf): Access[][] {
  return allPlaces(events, siteOf).filter(
    (accesses) =>
      accesses.some((one) => one.write) &&
      accesses.some((one) => one.task !== accesses[0]?.task) &&
      !isOnePerCall(accesses),
  );
}

/** All places, one list each. */
export function allPlaces(events: readonly TraceEvent[], siteOf: SiteOf): Access[][] {
  const places = new Map<string, Access[]>();
  const tracker = new WorkTracker();
  events.forEach((event, position) => {
    tracker.follow(event, position);
    if (event.type !== 'access' || isUnidentifiable(event.key) || isHelper(siteOf(event.site))) return;
    const told = { name: placeName(event, siteOf), value: knownValue(event, siteOf) };
    const access = { ...event, ...told, ...tracker.originOf(event), position };
    const place = `${event.object}\0${event.key}`;
    const accesses = places.get(place);
    if (accesses === undefined) places.set(place, [access]);
    else accesses.push(access);
  });
  return [...places.values()];
}

/** Keys are recorded as text: as keys, all objects look alike. */
function isUnidentifiable(key: string): boolean {
  return key.startsWith('[object ') || key.length > LONGEST_KEY;
}

/** Async functions that were compiled to an older target keep their state in variables of a helper, which the user did not write. */
function isHelper(site: Site | undefined): boolean {
  if (site === undefined) return false;
  return /(?:^|\/)(?:tslib|regenerator-runtime|@babel\/runtime)\//.test(site.file) || HELPERS.has(site.function);
}

const LONGEST_KEY = 100;
const HELPERS = new Set(['__awaiter', '__generator', 'asyncGeneratorStep', '_asyncToGenerator', '_regeneratorRuntime']);

/**
 * Bindings are recorded by name, so those of several calls of one function look like one. Where every task writes before it reads,
 * each has its own.
 */
export function isOnePerCall(accesses: readonly Access[]): boolean {
  if (!accesses.every(isBinding)) return false;
  const first = new Map<string, Access>();
  for (const access of accesses) if (!first.has(access.task)) first.set(access.task, access);
  return [...first.values()].every((access) => access.write);
}

/** True for an access to a variable; others are to properties and entries. */
export function isBinding(access: Pick<Access, 'key' | 'name'>): boolean {
  return access.name === access.key.replace(/@\d+$/, '');
}

/** `account.balance` as the source says; an entry of a collection with its key: `cache["a"]`. */
export function placeName(event: Pick<Access, 'name' | 'key' | 'site'>, siteOf: SiteOf): string {
  if (event.name === '') return event.key;
  return siteOf(event.site)?.kind === 'm' && event.key !== '*' ? `${event.name}[${event.key}]` : event.name;
}

/** The value that was read or written; '' where the engine does not know it: bindings, what goes into a collection, lists as a whole. */
export function knownValue(event: Pick<Access, 'key' | 'name' | 'site' | 'write' | 'value'>, siteOf: SiteOf): string {
  const isCall = siteOf(event.site)?.kind === 'm';
  if (isCall) return event.write || event.key === '*' ? '' : event.value;
  return event.value === 'undefined' && isBinding(event) ? '' : event.value;
}

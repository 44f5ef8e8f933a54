// The accesses of a recorded run, sorted by place in memory (object and key), for places that several tasks used and one wrote.

import type { TraceEvent } from '../../engine/event';
import type { Site } from '../../engine/sites';
import type { Access } from './race';

type SiteOf = (id: number) => Site | undefined;

/** One list per place, in order of first access. */
export function sharedPlaces(events: readonly TraceEvent[], siteOf: SiteOf): Access[][] {
  const places = new Map<string, Access[]>();
  events.forEach((event, position) => {
    if (event.type !== 'access') return;
    const access = { ...event, name: placeName(event, siteOf), value: knownValue(event, siteOf), position };
    const place = `${event.object}\0${event.key}`;
    const accesses = places.get(place);
    if (accesses === undefined) places.set(place, [access]);
    else accesses.push(access);
  });
  return [...places.values()].filter(
    (accesses) =>
      accesses.some((one) => one.write) &&
      accesses.some((one) => one.task !== accesses[0]?.task) &&
      !isOnePerCall(accesses),
  );
}

/**
 * Bindings are recorded by name, so those of several calls of one function look like one. Where every task writes before it reads,
 * each has its own.
 */
function isOnePerCall(accesses: readonly Access[]): boolean {
  if (!accesses.every(isBinding)) return false;
  const first = new Map<string, Access>();
  for (const access of accesses) if (!first.has(access.task)) first.set(access.task, access);
  return [...first.values()].every((access) => access.write);
}

function isBinding(access: Pick<Access, 'key' | 'name'>): boolean {
  return access.name === access.key.replace(/@\d+$/, '');
}

/** `account.balance` as the source says; an entry of a collection with its key: `cache["a"]`. */
export function placeName(event: Pick<Access, 'name' | 'key' | 'site'>, siteOf: SiteOf): string {
  if (event.name === '') return event.key;
  return siteOf(event.site)?.kind === 'm' && event.key !== '*' ? `${event.name}[${event.key}]` : event.name;
}

/** The value that was read or written; '' where the engine cannot know it (bindings, and what goes into a collection). */
export function knownValue(event: Pick<Access, 'key' | 'name' | 'site' | 'write' | 'value'>, siteOf: SiteOf): string {
  if (event.value !== 'undefined') return event.value;
  const isWriteToCollection = event.write && siteOf(event.site)?.kind === 'm';
  return isWriteToCollection || isBinding(event) ? '' : event.value;
}

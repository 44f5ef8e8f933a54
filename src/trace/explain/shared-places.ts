// The accesses of a recorded run, sorted by place in memory (object and key), for places that several tasks used and one wrote.

import type { TraceEvent } from '../../engine/event';
import { isObjectKey } from '../../engine/render-value';
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

/**
 * All places, one list each. What touches a collection as a whole touches each of its keys, and each write of a key the whole. Lists are
 * known as a whole only.
 */
export function allPlaces(events: readonly TraceEvent[], siteOf: SiteOf): Access[][] {
  const tracker = new WorkTracker();
  const objects = new Map<number, Access[]>();
  events.forEach((event, position) => {
    tracker.follow(event, position);
    if (event.type !== 'access' || isUnidentifiable(event.key) || isHelper(siteOf(event.site))) return;
    const told = { name: placeName(event, siteOf), value: knownValue(event, siteOf) };
    const access = { ...event, ...told, ...tracker.originOf(event), position };
    const accesses = objects.get(event.object);
    if (accesses === undefined) objects.set(event.object, [access]);
    else accesses.push(access);
  });
  return [...objects.values()].flatMap(placesOf);
}

/** The places of one object, that of the whole first. */
function placesOf(accesses: readonly Access[]): Access[][] {
  if (!accesses.some(({ key }) => key === WHOLE)) return byKey(accesses);
  if (accesses.every(({ key }) => isOfWhole(key) || /^\d+$/.test(key))) return [withLaterValues(accesses.map(wholly))];
  const whole = withLaterValues(accesses.filter(({ key }) => isOfWhole(key)).map(wholly));
  const keyed = byKey(accesses.filter(({ key }) => !isOfWhole(key)));
  const written = keyed.flat().filter(({ write }) => write);
  return [inOrder([...whole, ...written]), ...keyed.map((place) => inOrder([...place, ...whole]))];
}

/** Key of what touches a collection as a whole. */
export const WHOLE = '*';

/** `length` and `size` say something of the whole, too. */
function isOfWhole(key: string): boolean {
  return key === WHOLE || key === 'length' || key === 'size';
}

function wholly(access: Access): Access {
  return access.key === WHOLE ? access : { ...access, key: WHOLE };
}

function byKey(accesses: readonly Access[]): Access[][] {
  const places = new Map<string, Access[]>();
  for (const access of accesses) {
    const place = places.get(access.key);
    if (place === undefined) places.set(access.key, [access]);
    else place.push(access);
  }
  return [...places.values()].map(withLaterValues);
}

function inOrder(accesses: Access[]): Access[] {
  return accesses.sort((one, other) => one.position - other.position);
}

/** What a collection holds behind a write is not known then: it is what is read next. */
function withLaterValues(place: Access[]): Access[] {
  return place.map((access, index) => {
    if (!access.write || access.value !== '') return access;
    const next = place[index + 1];
    const isSame = next !== undefined && !next.write && next.key === access.key && isContent(next);
    return isSame ? { ...access, value: next.value } : access;
  });
}

/** Not how many there are. */
function isContent({ key, value }: Access): boolean {
  return key !== WHOLE || !/^\d+$/.test(value);
}

/** Keys are recorded as text. */
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
  // Those of a module are the same for all.
  if (!accesses.every((access) => isBinding(access) && access.key.includes('@'))) return false;
  const first = new Map<string, Access>();
  for (const access of accesses) if (!first.has(access.task)) first.set(access.task, access);
  return [...first.values()].every((access) => access.write);
}

/** True for an access to a variable; others are to properties and entries. */
export function isBinding(access: Pick<Access, 'key' | 'name'>): boolean {
  return access.name === access.key.replace(/@\d+$/, '');
}

/**
 * One variable, or one that only looks like it: each read finds what was written last, whoever wrote it, and somebody finds what another has
 * written.
 */
export function isOneBinding(accesses: readonly Access[]): boolean {
  let last: Access | undefined;
  let isShared = false;
  for (const access of accesses) {
    if (access.write) last = access;
    else if (last !== undefined) {
      if (access.value === '' || access.value !== last.value) return false;
      isShared ||= access.task !== last.task;
    }
  }
  return isShared;
}

/** `account.balance` as the source says; an entry of a collection with its key: `cache["a"]`. */
export function placeName(event: Pick<Access, 'name' | 'key' | 'site'>, siteOf: SiteOf): string {
  if (event.name === '') return event.key;
  // The name of an element of shared memory says all.
  if (/^byte \d+$/.test(event.key)) return event.name;
  return siteOf(event.site)?.kind === 'm' && event.key !== WHOLE ? `${event.name}[${shownKey(event.key)}]` : event.name;
}

/** Objects as keys have a number. */
function shownKey(key: string): string {
  return isObjectKey(key) ? '…' : key;
}

/** The value that was read or written; '' where the engine does not know it. */
export function knownValue(event: Pick<Access, 'key' | 'name' | 'site' | 'write' | 'value'>, siteOf: SiteOf): string {
  const isUnknown = event.value === 'undefined' && (isBinding(event) || isWriteOfCollection(event, siteOf));
  return isUnknown ? '' : event.value;
}

function isWriteOfCollection({ write, site }: Pick<Access, 'site' | 'write'>, siteOf: SiteOf): boolean {
  return write && siteOf(site)?.kind === 'm';
}

// What `$.read`, `$.write`, `$.variable` and `$.method` do. Accesses are not tracked in bulk
// iterations. They are tracked to learn which sites conflict, to tell a strategy what steps touch, and in the replay of a failure to name
// the race.

import { EVERYTHING } from './conflicts';
import { apply, getOwnPropertyDescriptor, isArray } from './natives';
import { GONE, UNKNOWN } from './render-value';
import { OUTSIDE, simulation } from './simulation';
import { siteTable } from './site-table';

/** @param shown what reports say of the value, if that is another one */
function log(object: unknown, key: unknown, write: boolean, site: number, value: unknown, shown = value): void {
  if (simulation.mode === OUTSIDE) return;
  simulation.conflicts?.note(object, key, write);
  simulation.notes?.touch(object, key, write);
  simulation.probe?.touched(object, key, write, value);
  simulation.recorder?.accessed(object, key, write, site, shown);
}

/** The value of a data property, without calling getters or converting keys; asked only for reports and probes. */
function peek(object: object, key: unknown): unknown {
  if (simulation.recorder === null && simulation.probe === null) return undefined;
  if (typeof key !== 'string' && typeof key !== 'number' && typeof key !== 'symbol') return undefined;
  try {
    const descriptor = getOwnPropertyDescriptor(object, key);
    // On the prototype, but harmless to ask for.
    if (key === 'size' && descriptor === undefined && (object instanceof Map || object instanceof Set))
      return sizeOf(object);
    return descriptor !== undefined && descriptor.get !== undefined ? UNKNOWN : descriptor?.value;
  } catch {
    return UNKNOWN;
  }
}

const sizeOfMap = getOwnPropertyDescriptor(Map.prototype, 'size')?.get as () => number;
const sizeOfSet = getOwnPropertyDescriptor(Set.prototype, 'size')?.get as () => number;

function sizeOf(object: object): number {
  return apply(object instanceof Map ? sizeOfMap : sizeOfSet, object, []);
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** `$.read`. A private field cannot be looked at: its value is handed over. */
export function read(object: unknown, key: unknown, site: number, value?: unknown): void {
  if (isObject(object)) log(object, key, false, site, value === undefined ? peek(object, key) : value);
}

/** `$.write`. */
export function write(object: unknown, key: unknown, site: number, value?: unknown): void {
  if (isObject(object)) log(object, key, true, site, value === undefined ? peek(object, key) : value);
}

/** The identity of variables of an unknown file. */
const UNKNOWN_FILE = Object.freeze({});

/** `$.variable`: a binding is identified by its file and name. */
export function variable(name: string, isWrite: boolean, site: number, value?: unknown): void {
  log(siteTable.fileToken(site) ?? UNKNOWN_FILE, name, isWrite, site, value);
}

const MAP_READS: ReadonlySet<string> = new Set([
  ...['get', 'has', 'keys', 'values', 'entries', 'forEach', 'union', 'intersection', 'difference'],
  ...['symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom', 'keysOf'],
]);
const MAP_WRITES: ReadonlySet<string> = new Set(['set', 'add', 'delete', 'clear']);
const ARRAY_WRITES: ReadonlySet<string> = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin', 'assignTo'],
]);

/**
 * `$.method`: a call on a Map or Set touches the given key (or everything), one on an array its contents. `values` also stands for being
 * iterated over, `keysOf` and `assignTo` for `Object.keys(o)` and `Object.assign(o, …)`, which do so to plain objects, too.
 */
export function method(object: unknown, name: string, key: unknown, site: number): void {
  if (isArray(object)) {
    const isWrite = ARRAY_WRITES.has(name);
    log(object, EVERYTHING, isWrite, site, object.length, isWrite ? UNKNOWN : object);
  } else if (isCollection(object)) {
    if (MAP_READS.has(name)) {
      const value = valueIn(object, key);
      log(object, key ?? EVERYTHING, false, site, value, key === undefined ? object : value);
    } else if (MAP_WRITES.has(name)) {
      log(object, key ?? EVERYTHING, true, site, undefined, name === 'delete' || name === 'clear' ? GONE : UNKNOWN);
      // Deleting what is not there changes nothing.
      simulation.probe?.touched(object, key, false, stateIn(object, key));
    }
  } else if (isObject(object) && (name === 'keysOf' || name === 'assignTo'))
    log(object, EVERYTHING, name === 'assignTo', site, undefined, name === 'assignTo' ? UNKNOWN : object);
}

const tagOf = Object.prototype.toString;
const COLLECTIONS: ReadonlySet<string> = new Set([
  '[object Map]',
  '[object Set]',
  '[object WeakMap]',
  '[object WeakSet]',
]);

function isCollection(object: unknown): object is object {
  return typeof object === 'object' && object !== null && COLLECTIONS.has(apply(tagOf, object, []));
}

/** What a collection holds for a key: the value in a map, true or false in a set. */
const LOOKUPS: Readonly<Record<string, (key: never) => unknown>> = {
  '[object Map]': Map.prototype.get,
  '[object Set]': Set.prototype.has,
  '[object WeakMap]': WeakMap.prototype.get,
  '[object WeakSet]': WeakSet.prototype.has,
};

/** What a Map holds for a key, whether a Set has it, or how many entries there are. */
function stateIn(object: object, key: unknown): unknown {
  const { size, has } = object as Map<unknown, unknown>;
  if (key === undefined) return size;
  return apply(has, object, [key]) ? (valueIn(object, key) ?? true) : false;
}

function valueIn(object: object, key: unknown): unknown {
  if (simulation.recorder === null && simulation.probe === null) return undefined;
  try {
    const lookup = LOOKUPS[apply(tagOf, object, [])];
    return lookup === undefined ? undefined : apply(lookup, object, [key]);
  } catch {
    return undefined;
  }
}

// What `$.read`, `$.write`, `$.variable` and `$.method` do. Accesses are not tracked in bulk
// iterations. They are tracked to learn which sites conflict, to tell a strategy what steps touch, and in the replay of a failure to name
// the race.

import { EVERYTHING } from './conflicts';
import { apply, getOwnPropertyDescriptor, isArray, types } from './natives';
import { GONE, UNKNOWN } from './render-value';
import { OUTSIDE, simulation } from './simulation';
import { siteTable } from './site-table';

/** @param shown what reports say of the value, if that is another one */
export function log(object: unknown, key: unknown, write: boolean, site: number, value: unknown, shown = value): void {
  if (simulation.mode === OUTSIDE) return;
  simulation.conflicts?.note(object, key, write);
  simulation.notes?.touch(object, key, write);
  simulation.probe?.touched(object, key, write, value);
  simulation.recorder?.accessed(object, key, write, site, shown);
}

/** Strategies learn of an access to shared memory, which reports tell otherwise. */
export function noted(object: unknown, key: unknown, write: boolean): void {
  simulation.conflicts?.note(object, key, write);
  simulation.notes?.touch(object, key, write);
  simulation.probe?.touched(object, key, write, undefined);
}

/** State of the host was touched (a lock, a table): strategies that look at what steps touch are to know. Reports have other words for it. */
export function touched(object: object, key: unknown, write: boolean): void {
  if (!simulation.tracking.on) return;
  simulation.conflicts?.note(object, key, write);
  simulation.notes?.touch(object, key, write);
}

/** The value of a data property, without calling getters or traps of a proxy, or converting keys; asked only for reports and probes. */
function peek(object: object, key: unknown): unknown {
  if (simulation.recorder === null && simulation.probe === null) return undefined;
  if (typeof key !== 'string' && typeof key !== 'number' && typeof key !== 'symbol') return undefined;
  if (types.isProxy(object)) return UNKNOWN;
  const descriptor = getOwnPropertyDescriptor(object, key);
  // On the prototype, but harmless to ask for.
  if (key === 'size' && descriptor === undefined && (types.isMap(object) || types.isSet(object)))
    return stateIn(object, undefined);
  return descriptor !== undefined && descriptor.get !== undefined ? UNKNOWN : descriptor?.value;
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

/** `$.variable`: a binding is identified by its file, its name, and the agent whose module it is. */
export function variable(name: string, isWrite: boolean, site: number, value?: unknown): void {
  const { index, name: owner } = simulation.agent;
  const key = index === 0 ? name : `${name} of ${owner} ${index}`;
  log(siteTable.fileToken(site) ?? UNKNOWN_FILE, key, isWrite, site, value);
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
  } else if (kindOf(object) !== undefined) {
    if (MAP_READS.has(name)) {
      const value = valueIn(object as object, key);
      log(object, key ?? EVERYTHING, false, site, value, key === undefined ? object : value);
    } else if (MAP_WRITES.has(name)) {
      log(object, key ?? EVERYTHING, true, site, undefined, name === 'delete' || name === 'clear' ? GONE : UNKNOWN);
      // Deleting what is not there changes nothing.
      simulation.probe?.touched(object, key, false, stateIn(object as object, key));
    }
  } else if (isObject(object) && (name === 'keysOf' || name === 'assignTo'))
    log(object, EVERYTHING, name === 'assignTo', site, undefined, name === 'assignTo' ? UNKNOWN : object);
}

/** The kinds of collections, and how each says what it holds for a key: the value in a map, true or false in a set. No method of the user's. */
const COLLECTIONS = [
  { is: types.isMap, of: Map.prototype, look: Map.prototype.get },
  { is: types.isSet, of: Set.prototype, look: Set.prototype.has },
  { is: types.isWeakMap, of: WeakMap.prototype, look: WeakMap.prototype.get },
  { is: types.isWeakSet, of: WeakSet.prototype, look: WeakSet.prototype.has },
] as const;

function kindOf(object: unknown): (typeof COLLECTIONS)[number] | undefined {
  return typeof object === 'object' && object !== null ? COLLECTIONS.find(({ is }) => is(object)) : undefined;
}

/** What a Map holds for a key, whether a Set has it, or how many entries there are. */
function stateIn(object: object, key: unknown): unknown {
  const { of } = kindOf(object) ?? {};
  if (of === undefined) return undefined;
  if (key === undefined) return Reflect.get(of, 'size', object);
  return apply(of.has, object, [key]) ? (valueIn(object, key) ?? true) : false;
}

function valueIn(object: object, key: unknown): unknown {
  if (simulation.recorder === null && simulation.probe === null) return undefined;
  try {
    const kind = kindOf(object);
    return kind === undefined ? undefined : apply(kind.look, object, [key]);
  } catch {
    return undefined;
  }
}

/**
 * An access to something that the host keeps (a file), not the program.
 * @param object stands for it, one object in an iteration
 * @param name what reports call it
 * @param value what is there behind the access
 */
export function resource(object: object, write: boolean, site: number, value: unknown, name: string): void {
  if (simulation.mode === OUTSIDE) return;
  simulation.conflicts?.note(object, RESOURCE, write);
  simulation.notes?.touch(object, RESOURCE, write);
  simulation.probe?.touched(object, RESOURCE, write, value);
  simulation.recorder?.accessed(object, RESOURCE, write, site, value, name);
}

/** The key under which a resource is logged: it has one place. */
const RESOURCE = 'contents';

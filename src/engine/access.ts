// The access log: what `$.read`, `$.write`, `$.variable` and `$.method` do. Off in bulk iterations; on in profile iterations (to learn
// which sites conflict) and in the replay of a failure (to name the race).

import { conflicts, EVERYTHING } from './conflicts';
import { logEvent } from './event-log';
import { apply, getOwnPropertyDescriptor, isArray } from './natives';
import { renderValue } from './record';
import { siteTable } from './site-table';
import { stepReport } from './step-report';
import { tracking } from './tracking';
import { OUTSIDE, world } from './world';

/** Objects numbered by first access, while events are recorded. */
let numbers = new Map<unknown, number>();

export function resetObjectNumbers(): void {
  numbers = new Map();
}

function log(object: unknown, key: unknown, write: boolean, site: number, value: unknown): void {
  if (world.mode === OUTSIDE) return;
  conflicts.note(object, key, write);
  stepReport.touch(object, key, write);
  if (world.events === null) return;
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = numbers.size + 1));
  logEvent({
    type: 'access',
    step: world.steps,
    site,
    object: number,
    key: typeof key === 'symbol' ? key.toString() : String(key),
    name: siteTable.site(site)?.text ?? '',
    write,
    value: renderValue(value),
    after: world.current?.site ?? -1,
  });
}

/** The value of a data property, without calling getters or converting keys; asked only for reports. */
function peek(object: unknown, key: unknown): unknown {
  if (world.events === null || object === null) return undefined;
  if (typeof object !== 'object' || (typeof key !== 'string' && typeof key !== 'number' && typeof key !== 'symbol'))
    return undefined;
  try {
    return getOwnPropertyDescriptor(object, key)?.value;
  } catch {
    return undefined;
  }
}

/** `$.read`. */
export function read(object: unknown, key: unknown, site: number): void {
  if ((typeof object === 'object' && object !== null) || typeof object === 'function')
    log(object, key, false, site, peek(object, key));
}

/** `$.write`. */
export function write(object: unknown, key: unknown, site: number): void {
  if ((typeof object === 'object' && object !== null) || typeof object === 'function')
    log(object, key, true, site, peek(object, key));
}

/** `$.variable`: a binding is identified by its file and name. */
export function variable(name: string, isWrite: boolean, site: number, value?: unknown): void {
  log(siteTable.fileToken(site) ?? tracking, name, isWrite, site, value);
}

const MAP_READS = new Set(['get', 'has', 'keys', 'values', 'entries', 'forEach']);
const MAP_WRITES = new Set(['set', 'add', 'delete', 'clear']);
const ARRAY_WRITES = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin']);

/** `$.method`: a call on a Map or Set touches the given key (or everything), one on an array its contents. */
export function method(object: unknown, name: string, key: unknown, site: number): void {
  if (isArray(object)) log(object, EVERYTHING, ARRAY_WRITES.has(name), site, object.length);
  else if (isCollection(object)) {
    if (MAP_READS.has(name)) log(object, key ?? EVERYTHING, false, site, valueIn(object, key));
    else if (MAP_WRITES.has(name)) log(object, key ?? EVERYTHING, true, site, undefined);
  }
}

const tagOf = Object.prototype.toString;
const COLLECTIONS = new Set(['[object Map]', '[object Set]', '[object WeakMap]', '[object WeakSet]']);

function isCollection(object: unknown): object is object {
  return typeof object === 'object' && object !== null && COLLECTIONS.has(apply(tagOf, object, []));
}

const mapGet = Map.prototype.get;

function valueIn(object: object, key: unknown): unknown {
  if (world.events === null) return undefined;
  try {
    return apply(mapGet, object, [key]);
  } catch {
    return undefined;
  }
}

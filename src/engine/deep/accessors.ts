// Getters and setters of deep files, as generators of deep mode read and write them. Whatever else is read or written, is so as it is written.

import { getOwnPropertyDescriptor, getPrototypeOf, isArray, types } from '../natives';
import { simulation } from '../simulation';
import type { Body } from './enter';
import { bodyOfTwin, type Twin, twinOf } from './twins';

/** The generator form of an accessor; null if the property is none, or has none. */
function accessorOf(object: unknown, key: PropertyKey, kind: 'get' | 'set'): Twin | null {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return null;
  if (isArray(object) && key === 'length') return null;
  for (let place: object | null = object; place !== null && !types.isProxy(place); place = getPrototypeOf(place)) {
    const found = getOwnPropertyDescriptor(place, key);
    if (found === undefined) continue;
    const twin = found[kind] === undefined ? undefined : twinOf(found[kind]);
    return twin ?? null;
  }
  return null;
}

/** `$.get`: `object[key]`, as `$.into`. */
export function getDeep(object: unknown, key: PropertyKey, site = -1): unknown {
  const getter = accessorOf(object, key, 'get');
  const body = getter === null ? null : bodyOfTwin(getter, object, [], site);
  const value = body ?? (object as Record<PropertyKey, unknown>)[key];
  simulation.deep.in = body !== null;
  return value;
}

function* setting(body: Body, value: unknown): Body {
  yield* body;
  return value;
}

/** `$.set`: `object[key] = value` of strict code, as `$.into`. */
export function setDeep(object: unknown, key: PropertyKey, value: unknown): unknown {
  const setter = accessorOf(object, key, 'set');
  const body = setter === null ? null : bodyOfTwin(setter, object, [value], -1);
  if (body === null) (object as Record<PropertyKey, unknown>)[key] = value;
  simulation.deep.in = body !== null;
  return body === null ? value : setting(body, value);
}

// States that map keys to values: immutable, with an entry only where the value differs from that of an untouched key, so that equal ones are equal.

import { describeValue } from '../values/describe';
import { valueKey } from '../values/key';
import { sameValue } from '../values/same';

/** From the key's key to the key and its value. */
export type Association = ReadonlyMap<unknown, readonly [key: unknown, value: unknown]>;

export const EMPTY: Association = new Map();

export function valueAt(state: Association, key: unknown, untouched: unknown): unknown {
  const entry = state.get(valueKey(key));
  return entry === undefined ? untouched : entry[1];
}

export function withValue(state: Association, key: unknown, value: unknown, untouched: unknown): Association {
  if (sameValue(valueAt(state, key, untouched), value)) return state;
  const next = new Map(state);
  if (sameValue(value, untouched)) next.delete(valueKey(key));
  else next.set(valueKey(key), [key, value]);
  return next;
}

export function describeAssociation(state: Association): string {
  return describeValue(new Map(state.values()));
}

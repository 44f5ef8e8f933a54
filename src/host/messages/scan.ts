// A look at what is to be cloned, before anything is transferred: at values that look like plain objects to V8, but are what Node refuses. None of
// the value's code runs: getters and proxies are left to V8.

import { apply, getOwnPropertyDescriptor, types } from '../../engine/natives';

const mapForEach = Map.prototype.forEach;
const setForEach = Set.prototype.forEach;

/**
 * @param root what is to be cloned
 * @param check is called with every object in it
 * @throws what `check` throws
 */
export function scan(root: unknown, check: (object: object) => void): void {
  const seen = new Set<object>();
  const open: object[] = [];
  const meet = (value: unknown) => {
    if (typeof value !== 'object' || value === null || seen.has(value) || types.isProxy(value)) return;
    seen.add(value);
    check(value);
    if (!types.isAnyArrayBuffer(value) && !types.isArrayBufferView(value)) open.push(value);
  };
  meet(root);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (types.isMap(next))
      apply(mapForEach, next, [
        (value: unknown, key: unknown) => {
          meet(key);
          meet(value);
        },
      ]);
    if (types.isSet(next)) apply(setForEach, next, [meet]);
    for (const key of Object.keys(next)) meet(getOwnPropertyDescriptor(next, key)?.value);
  }
}

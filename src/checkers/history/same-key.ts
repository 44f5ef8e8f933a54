// Whether two keys of operations name the same object.

import { valueKey } from '../values/key';

/** Equal as values: NaN equals NaN, 0 equals -0, and `['x', 1]` another `['x', 1]`. */
export function sameKey(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  const [a, b] = [valueKey(one), valueKey(other)];
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

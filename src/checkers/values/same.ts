// Whether two values are equal as keys are: deeply, NaN equal to NaN.

import { valueKey } from './key';

/** @throws NoKeyError if neither is a primitive and the equality of one cannot be seen */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other)) return Object.is(one, other);
  return valueKey(one) === valueKey(other);
}

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

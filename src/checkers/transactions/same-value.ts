// Equality of two values of a history: structural, as keys compare.

import { valueKey } from '../values/key';

export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one === 'number') return typeof other === 'number' && Number.isNaN(one) && Number.isNaN(other);
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return false;
  return valueKey(one) === valueKey(other);
}

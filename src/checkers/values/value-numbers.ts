// Numbers for values: equal values (as `valueKey` has it) have the same number. Primitives and short arrays of them, which operations carry most, cost one
// look-up each and no string.

import { valueKey } from './key';
import { ABSENT, PairTable } from './pair-table';

/** Longest array whose elements are looked up one by one. */
const SHORT = 8;
/** Arrays deeper than that are compared as a whole; those that contain themselves are found out so. */
const DEEP = 4;
/** Integers from 0 that need no look-up: their numbers follow those of the arrays' lengths. */
const SMALL = 256;
const FIRST = SHORT + 1;

export class ValueNumbers {
  private readonly byKey = new Map<unknown, number>();
  private readonly pairs = new PairTable();
  private count = FIRST + SMALL;

  /** Numbers given. */
  get size(): number {
    return this.count;
  }

  /** @throws NoKeyError for values whose equality cannot be seen */
  of(value: unknown, depth = 0): number {
    if (typeof value === 'number' && value >= 0 && value < SMALL && (value | 0) === value) return FIRST + value;
    if (Array.isArray(value) && value.length <= SHORT && depth < DEEP) {
      let number = value.length;
      for (let index = 0; index < value.length; index++) number = this.pair(number, this.of(value[index], depth + 1));
      return number;
    }
    const key = typeof value === 'number' || value === undefined ? value : valueKey(value);
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const number = this.count++;
    this.byKey.set(key, number);
    return number;
  }

  /** The number of a pair of numbers. */
  pair(first: number, second: number): number {
    const known = this.pairs.get(first, second);
    if (known !== ABSENT) return known;
    const number = this.count++;
    this.pairs.add(first, second, number);
    return number;
  }
}

// Mixing of 32-bit numbers: seeds that differ in one bit must give streams that share nothing.

import { imul } from '../engine/natives';

/**
 * The finaliser of MurmurHash3 (Austin Appleby, public domain): a bijection of the 32-bit integers in which every bit of the
 * input changes every bit of the output with a chance of about one half.
 */
export function mix(value: number): number {
  let h = value | 0;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

// The seeded random stream of an iteration, made from (seed, iteration) and made anew at no cost worth counting.

import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { floor, imul } from '../engine/natives';
import { mix } from './mix';
import type { Random } from './strategy';

const TWO_32 = 0x1_0000_0000;
/** Largest `n` for which a 32-bit number times `n` is exact in a double. */
const EXACT_PRODUCT = 0x20_0000;

/**
 * xoroshiro128+ (Blackman and Vigna) of pure-rand behind the two questions that strategies ask; about 6 ns each.
 *
 * pure-rand's own seeding starts almost alike for the seeds 0, 1, 2, … (16 different prefixes of six picks out of 64 over 200
 * seeds), therefore the state is mixed here. Two different pairs (seed, iteration) never share a state.
 */
export class RandomSource implements Random {
  private generator = xoroshiro128plusFromState([1, 0, 0, 0]);

  /** @param seed 32-bit integer @param iteration 0-based number; 32 bits of it count */
  constructor(seed = 0, iteration = 0) {
    this.reseed(seed, iteration);
  }

  /** Starts the stream of (seed, iteration), whatever was drawn before. */
  reseed(seed: number, iteration: number): this {
    // `a` is a bijection of the seed and, for one seed, `b` is one of the iteration: the pair (a, b) is unique. The last word is
    // odd, because xoroshiro must not start from zeros only.
    const a = mix(seed ^ 0x9e3779b9);
    const b = mix(iteration ^ a);
    const c = mix((b + 0x9e3779b9) ^ seed);
    const d = mix(c ^ imul(iteration, 0x85ebca6b)) | 1;
    this.generator = xoroshiro128plusFromState([a, b, c, d]);
    return this;
  }

  /**
   * Exactly uniform on [0, n): the high half of a 64-bit product, redrawn in the few cases that would favour some results
   * (Lemire, "Fast Random Integer Generation in an Interval", 2019). The low bits of xoroshiro128+ are its weak ones and are
   * what this way does not use.
   * @param n integer from 1 to 2^32; not checked, this is the hot path
   */
  below(n: number): number {
    if (n > EXACT_PRODUCT) return this.belowLarge(n);
    let product = (this.generator.next() >>> 0) * n;
    let high = floor(product / TWO_32);
    let low = product - high * TWO_32;
    if (low < n) {
      const surplus = TWO_32 % n;
      while (low < surplus) {
        product = (this.generator.next() >>> 0) * n;
        high = floor(product / TWO_32);
        low = product - high * TWO_32;
      }
    }
    return high;
  }

  next(): number {
    return (this.generator.next() >>> 0) / TWO_32;
  }

  /** Whole buckets of equal size, and another draw for what is left over. */
  private belowLarge(n: number): number {
    const bucket = floor(TWO_32 / n);
    let value = floor((this.generator.next() >>> 0) / bucket);
    while (value >= n) value = floor((this.generator.next() >>> 0) / bucket);
    return value;
  }
}

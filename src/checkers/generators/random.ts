// The random numbers of a stream of operations: each position of a stream has numbers of its own, so that asking again for the same position gives
// the same answer.

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Random numbers for one operation. */
export interface Random {
  /** An integer in [0, n), each equally likely. `n`: an integer from 1 to 2^32. */
  below(n: number): number;
  /** A number in [0, 1), 32 bits of it random. */
  next(): number;
  /** One of the items, each equally likely. */
  pick<Item>(items: readonly Item[]): Item;
}

const TWO_32 = 0x1_0000_0000;

/** Taken once: inside Jest's sandbox each read of a global takes hundreds of ns. */
const { imul } = Math;

/** The numbers for position `index` of the stream with this seed. Different pairs of 32-bit integers never share a state. */
export function randomAt(seed: number, index: number): Random {
  const a = mixed(seed ^ 0x9e3779b9);
  const b = mixed(index ^ a);
  const c = mixed((b + 0x9e3779b9) ^ seed);
  // Odd, because the generator must not start from zeros only.
  const d = mixed(c ^ imul(index, 0x85ebca6b)) | 1;
  const generator = xoroshiro128plusFromState([a, b, c, d]);
  const below = (n: number): number => {
    if (!Number.isInteger(n) || n < 1 || n > TWO_32)
      throw new RangeError(`below(n) expects the number of values as an integer from 1 to 2^32, got ${String(n)}`);
    return uniformInt(generator, 0, n - 1);
  };
  return {
    below,
    next: () => (generator.next() >>> 0) / TWO_32,
    pick<Item>(items: readonly Item[]): Item {
      if (items.length === 0) throw new RangeError('pick(items) expects at least one item, got an empty list');
      return items[below(items.length)] as Item;
    },
  };
}

/**
 * The finaliser of MurmurHash3 (Austin Appleby, public domain): a bijection of the 32-bit integers after which seeds that differ in one bit have
 * nothing in common. pure-rand's generators start almost alike from the seeds 0, 1, 2, …
 */
export function mixed(value: number): number {
  let h = value | 0;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

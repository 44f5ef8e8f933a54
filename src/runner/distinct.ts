// How many different schedules were seen: exact up to a bound, then estimated, so that memory stays flat over a million iterations.

import { floor, imul } from '../engine/natives';

const EXACT = 65_536;
/** Bits of the estimator: 2^22 bits are 512 KiB. */
const BITS = 1 << 22;

export class DistinctCounter {
  private exact: Set<number> | null = new Set();
  private bits: Uint32Array | null = null;
  private zeros = BITS;

  add(hash: number): void {
    if (this.exact !== null) {
      this.exact.add(hash);
      if (this.exact.size <= EXACT) return;
      this.bits = new Uint32Array(BITS / 32);
      for (const known of this.exact) this.set(known);
      this.exact = null;
    } else this.set(hash);
  }

  /** Exact up to 65,536; above that linear counting (Whang, Vander-Zanden, Taylor, 1990), within 1 % up to some ten million. */
  get count(): number {
    if (this.exact !== null) return this.exact.size;
    return Math.round(-BITS * Math.log(Math.max(1, this.zeros) / BITS));
  }

  private set(hash: number): void {
    const bits = this.bits as Uint32Array;
    let x = (hash % 0x1_0000_0000) ^ floor(hash / 0x1_0000_0000);
    x = imul(x ^ (x >>> 16), 0x45d9f3b);
    const bit = (x ^ (x >>> 15)) & (BITS - 1);
    const mask = 1 << (bit & 31);
    const word = bits[bit >>> 5] as number;
    if ((word & mask) === 0) {
      bits[bit >>> 5] = word | mask;
      this.zeros--;
    }
  }
}

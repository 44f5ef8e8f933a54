// How many different schedules were seen: exact up to a bound, then estimated, so that memory stays flat over a million iterations.

import { floor, imul } from '../engine/natives';

const EXACT = 65_536;
/** Bits of the estimator: 2^22 bits are 512 KiB. */
const BITS = 1 << 22;

/** 32 well-mixed bits of a 53-bit hash. */
function fold(hash: number): number {
  // Not `%`: the remainder of doubles is a call into C, 40 ns.
  const high = floor(hash / 0x1_0000_0000);
  const x = (hash - high * 0x1_0000_0000) ^ high;
  const y = imul(x ^ (x >>> 16), 0x45d9f3b);
  return y ^ (y >>> 15);
}

/** Hash set of numbers other than 0 by open addressing: 15 ns per number where a Set of doubles costs 150. */
class NumberSet {
  size = 0;
  private slots = new Float64Array(1024);

  add(value: number): void {
    if (!this.insert(value) || ++this.size * 2 <= this.slots.length) return;
    const old = this.slots;
    this.slots = new Float64Array(old.length * 2);
    for (const known of old) if (known !== 0) this.insert(known);
  }

  values(): number[] {
    return Array.from(this.slots).filter((value) => value !== 0);
  }

  private insert(value: number): boolean {
    const { slots } = this;
    const mask = slots.length - 1;
    let at = fold(value) & mask;
    for (;;) {
      const present = slots[at];
      if (present === value) return false;
      if (present === 0) {
        slots[at] = value;
        return true;
      }
      at = (at + 1) & mask;
    }
  }
}

export class DistinctCounter {
  private exact: NumberSet | null = new NumberSet();
  private bits: Uint32Array | null = null;
  private zeros = BITS;

  /** @param hash of a schedule: an integer of up to 53 bits */
  add(hash: number): void {
    const value = hash + 1;
    if (this.exact === null) {
      this.set(value);
      return;
    }
    this.exact.add(value);
    if (this.exact.size <= EXACT) return;
    this.bits = new Uint32Array(BITS / 32);
    for (const known of this.exact.values()) this.set(known);
    this.exact = null;
  }

  /** Exact up to 65,536; above that linear counting (Whang, Vander-Zanden, Taylor, 1990), within 1 % up to some ten million. */
  get count(): number {
    if (this.exact !== null) return this.exact.size;
    return Math.round(-BITS * Math.log(Math.max(1, this.zeros) / BITS));
  }

  private set(value: number): void {
    const bits = this.bits as Uint32Array;
    const bit = fold(value) & (BITS - 1);
    const mask = 1 << (bit & 31);
    const word = bits[bit >>> 5] as number;
    if ((word & mask) === 0) {
      bits[bit >>> 5] = word | mask;
      this.zeros--;
    }
  }
}

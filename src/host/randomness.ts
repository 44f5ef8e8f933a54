// Math.random and crypto's random values inside an iteration: a stream of its own, seeded per iteration and apart from the
// strategy's, so that a replay draws the same values whatever the strategy was.

import { imul } from '../engine/natives';
import { simulation } from '../engine/simulation';

/** Captured before Math.random may be replaced. */
export const nativeRandom: () => number = Math.random;

export class Randomness {
  private state = 0;
  /** Where the stream of this iteration began. */
  private origin = 0;
  /** Streams of a test's own that the iteration has begun. */
  private streams = 0;

  /** Streams of other agents that were made of this one. */
  private children = 0;

  /** Seeds the stream for an iteration. */
  seed(seed: number, iteration: number): void {
    this.streams = this.children = 0;
    this.state = this.origin = imul(seed ^ 0x6d2b79f5, 0x85ebca6b) ^ imul(iteration + 1, 0x9e3779b1);
  }

  /** Seeds the stream of an agent that `maker`'s agent has made in an iteration. What the maker draws stays the same. */
  seedFrom(maker: Randomness): void {
    this.seed(maker.origin ^ 0x2c1b3c6d, ++maker.children);
  }

  /** A number made of the seed and the iteration, in [0, 2^32), for streams that are to be apart from Math.random. */
  get mixedSeed(): number {
    const { origin } = this;
    const mixed = imul(origin ^ (origin >>> 16) ^ 0x5bd1e995, 0xc2b2ae35);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  /** A number for each stream of a test's own, in the order in which the iteration begins them, from 0. */
  nextStream(): number {
    return this.streams++;
  }

  /** Next 32 bits (splitmix32: public domain algorithm of G. Steele, D. Lea, C. Flood, "Fast splittable PRNGs", 32-bit variant). */
  private next32(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let z = this.state ^ (this.state >>> 16);
    z = imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }

  /** Uniform in [0, 1), 53 bits. */
  random(): number {
    const value = ((this.next32() >>> 5) * 67_108_864 + (this.next32() >>> 6)) / 9_007_199_254_740_992;
    simulation.probe?.touched(this, 'random', false, value);
    return value;
  }

  fill<T extends ArrayBufferView>(view: T): T {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let i = 0; i < bytes.length; i++) bytes[i] = this.next32() & 0xff;
    // A value of its own, equal to none.
    simulation.probe?.touched(this, 'random', false, {});
    return view;
  }

  /** A version 4 UUID (RFC 9562). */
  uuid(): string {
    const bytes = this.fill(new Uint8Array(16));
    bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
}

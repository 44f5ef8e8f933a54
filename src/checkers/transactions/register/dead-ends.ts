// Dead ends of a search for a serial order: the set of transactions carried out, with the state behind it, from which none goes on. Small histories
// remember them as they are, large ones by a hash.

import type { Allowance } from '../allowance';

/** Above this many transactions dead ends are remembered by a hash, and a search that comes to its end proves nothing. */
const REMEMBERED = 2000;

/** Of an entry of a Set, and the head of a string. */
const BYTES_PER_ENTRY = 64;

/** What a dead end is known by. */
export type Position = string | number;

export class DeadEnds {
  /** Whether two positions are never taken for one. */
  readonly exact: boolean;
  readonly #known = new Set<Position>();
  /** A bit per transaction. */
  readonly #placed: Uint8Array;
  #low = 0;
  #high = 0;

  constructor(
    transactions: number,
    private readonly allowance: Allowance,
  ) {
    this.exact = transactions <= REMEMBERED;
    this.#placed = new Uint8Array((transactions >> 3) + 1);
  }

  /** The transaction is carried out, or no longer so. */
  turn(t: number): void {
    this.#placed[t >> 3]! ^= 1 << (t & 7);
    this.#toggle(-1 - t);
  }

  /** Another version stands in a register. */
  replace(version: number, by: number): void {
    this.#toggle(version);
    this.#toggle(by);
  }

  /** @param state last write by key */
  position(state: Int32Array): Position {
    if (this.exact) return `${String.fromCharCode(...this.#placed)}|${state.join()}`;
    return (this.#high & 0x1fffff) * 2 ** 32 + (this.#low >>> 0);
  }

  has(position: Position): boolean {
    return this.#known.has(position);
  }

  /** @throws BudgetEnded if there is no memory left to remember it */
  add(position: Position): void {
    this.allowance.hold(BYTES_PER_ENTRY + (typeof position === 'string' ? position.length : 0));
    this.#known.add(position);
  }

  /** Puts something into the hashed set, or takes it out (Zobrist hashing). */
  #toggle(number: number): void {
    this.#low ^= mixed(number);
    this.#high ^= mixed(number ^ 0x5bd1e995);
  }
}

/** The bits of a number, well mixed (the finalizer of MurmurHash3). */
function mixed(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

// AtomicArray: integers of 64 bits in shared memory, each changed in one step, as Erlang's `atomics` and `counters` have them.

import { type Promised, promised } from './promised';
import { touch } from './running';
import { shown } from './shared-error';

const OPERATIONS = ['get', 'put', 'add', 'addGet', 'sub', 'subGet', 'exchange', 'compareExchange'] as const;

export type AsyncAtomicArray = Promised<AtomicArray, (typeof OPERATIONS)[number]>;

export interface AtomicArrayInfo {
  /** Number of integers. */
  readonly size: number;
  readonly min: bigint;
  readonly max: bigint;
  /** Bytes. */
  readonly memory: number;
}

export interface AtomicArrayOptions {
  /** From -2^63 to 2^63 - 1; otherwise from 0 to 2^64 - 1. Default true. */
  readonly signed?: boolean;
}

type Integer = number | bigint;

/**
 * Integers of 64 bits, all 0 at first, numbered from 0. Sums wrap around.
 * @example
 * const hits = new AtomicArray(2);
 * hits.addGet(0, 5); // 5n
 */
export class AtomicArray {
  readonly #values: BigInt64Array<SharedArrayBuffer> | BigUint64Array<SharedArrayBuffer>;
  readonly #min: bigint;
  readonly #max: bigint;
  #async: AsyncAtomicArray | null = null;

  /**
   * @param length number of integers, or the `buffer` of another array, whose integers they are
   * @throws RangeError if `length` is no integer from 1, or the buffer is no multiple of 8 bytes long
   */
  constructor(length: number | SharedArrayBuffer, { signed = true }: AtomicArrayOptions = {}) {
    const isBuffer = typeof length === 'object';
    if (
      isBuffer
        ? !(length instanceof SharedArrayBuffer) || length.byteLength % 8 !== 0
        : !Number.isInteger(length) || length < 1
    )
      throw new RangeError(
        `AtomicArray: expected the number of integers, from 1, or a SharedArrayBuffer whose length is a multiple of 8, got ${shown(length)}.`,
      );
    const buffer = isBuffer ? length : new SharedArrayBuffer(8 * length);
    this.#values = signed ? new BigInt64Array(buffer) : new BigUint64Array(buffer);
    this.#min = signed ? -(2n ** 63n) : 0n;
    this.#max = signed ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  }

  /** The memory: can be sent to a worker. */
  get buffer(): SharedArrayBuffer {
    return this.#values.buffer;
  }

  /** The operations as promises: each happens at once or late, by choice, as those of a store outside. */
  get async(): AsyncAtomicArray {
    return (this.#async ??= promised(this as AtomicArray, 'AtomicArray', OPERATIONS));
  }

  get(index: number): bigint {
    const value = Atomics.load(this.#values, this.#at(index));
    touch(this, index, false, value, 'AtomicArray.get');
    return value;
  }

  put(index: number, value: Integer): void {
    this.#change('put', index, value, (values, at, integer) => Atomics.store(values, at, integer));
  }

  add(index: number, by: Integer = 1n): void {
    this.#change('add', index, by, Atomics.add);
  }

  /** Adds, and returns the sum. */
  addGet(index: number, by: Integer = 1n): bigint {
    const before = this.#change('addGet', index, by, Atomics.add);
    return this.#wrapped(before + BigInt(by));
  }

  sub(index: number, by: Integer = 1n): void {
    this.#change('sub', index, by, Atomics.sub);
  }

  /** Subtracts, and returns the difference. */
  subGet(index: number, by: Integer = 1n): bigint {
    const before = this.#change('subGet', index, by, Atomics.sub);
    return this.#wrapped(before - BigInt(by));
  }

  /** Puts in another value, and returns the one before. */
  exchange(index: number, value: Integer): bigint {
    return this.#change('exchange', index, value, Atomics.exchange);
  }

  /** Puts in `value` if `expected` is there. Returns what was there: it has worked if that is `expected`. */
  compareExchange(index: number, expected: Integer, value: Integer): bigint {
    const wanted = this.#integer(expected);
    const at = this.#at(index);
    const found = Atomics.compareExchange(this.#values, at, wanted, this.#integer(value));
    touch(this, index, false, found, 'AtomicArray.compareExchange');
    if (found === wanted) touch(this, index, true, value, 'AtomicArray.compareExchange');
    return found;
  }

  info(): AtomicArrayInfo {
    return { size: this.#values.length, min: this.#min, max: this.#max, memory: this.#values.byteLength };
  }

  #change(
    name: string,
    index: number,
    given: Integer,
    operate: (values: BigInt64Array | BigUint64Array, at: number, value: bigint) => bigint,
  ): bigint {
    const before = operate(this.#values, this.#at(index), this.#integer(given));
    if (name !== 'put') touch(this, index, false, before, `AtomicArray.${name}`);
    touch(this, index, true, this.#values[index], `AtomicArray.${name}`);
    return before;
  }

  #at(index: number): number {
    const { length } = this.#values;
    if (!Number.isInteger(index) || index < 0 || index >= length)
      throw new RangeError(`AtomicArray: the index must be an integer from 0 to ${length - 1}, got ${shown(index)}.`);
    return index;
  }

  #integer(value: Integer): bigint {
    const isInteger = typeof value === 'bigint' || Number.isSafeInteger(value);
    if (!isInteger || value < this.#min || value > this.#max)
      throw new RangeError(
        `AtomicArray: expected an integer from ${this.#min} to ${this.#max}, as a bigint or a safe integer, got ${shown(value)}.`,
      );
    return BigInt(value);
  }

  #wrapped(value: bigint): bigint {
    return this.#min === 0n ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value);
  }
}

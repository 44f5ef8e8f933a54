// AtomicArray and PersistentTerm as plain data.

import { AtomicArray, PersistentTerm, SharedError } from '../../src/shared';

describe('AtomicArray', () => {
  it('has each operation', () => {
    const array = new AtomicArray(3);
    expect([array.get(0), array.get(2)]).toEqual([0n, 0n]);
    array.put(0, 5);
    array.add(0, 2n);
    array.add(0);
    array.sub(0, 3);
    expect(array.get(0)).toBe(5n);
    expect([array.addGet(0, 10), array.subGet(0), array.exchange(0, -1n), array.get(0)]).toEqual([15n, 14n, 14n, -1n]);
    expect([array.compareExchange(0, -1, 7), array.get(0)]).toEqual([-1n, 7n]);
    expect([array.compareExchange(0, -1, 8), array.get(0)]).toEqual([7n, 7n]);
    expect(array.get(1)).toBe(0n);
    expect(array.info()).toEqual({ size: 3, min: -(2n ** 63n), max: 2n ** 63n - 1n, memory: 24 });
  });

  it('wraps around', () => {
    const signed = new AtomicArray(1);
    signed.put(0, 2n ** 63n - 1n);
    expect(signed.addGet(0)).toBe(-(2n ** 63n));
    expect(signed.subGet(0)).toBe(2n ** 63n - 1n);
    const unsigned = new AtomicArray(1, { signed: false });
    expect(unsigned.subGet(0)).toBe(2n ** 64n - 1n);
    expect(unsigned.addGet(0)).toBe(0n);
    expect(unsigned.info()).toMatchObject({ min: 0n, max: 2n ** 64n - 1n });
  });

  it('shares its memory', () => {
    const one = new AtomicArray(2);
    const other = new AtomicArray(one.buffer);
    one.put(1, 9);
    expect(other.addGet(1)).toBe(10n);
    expect(one.get(1)).toBe(10n);
  });

  it.each([
    [() => new AtomicArray(0), 'got 0'],
    [() => new AtomicArray(1.5), 'got 1.5'],
    [() => new AtomicArray(new SharedArrayBuffer(12)), 'got an object'],
    [() => new AtomicArray({} as never), 'got an object'],
    [() => new AtomicArray(2).get(2), 'the index must be an integer from 0 to 1, got 2'],
    [() => new AtomicArray(2).get(-1), 'got -1'],
    [() => new AtomicArray(2).put(0, 2n ** 63n), `got ${2n ** 63n}n`],
    [() => new AtomicArray(2).put(0, 0.5), 'got 0.5'],
    [() => new AtomicArray(2, { signed: false }).put(0, -1), 'expected an integer from 0 to'],
    [() => new AtomicArray(2).compareExchange(0, 'a' as never, 1), "got 'a'"],
  ])('%s', (call, words) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(words);
  });

  it('`async` gives promises', async () => {
    const array = new AtomicArray(1);
    expect(await array.async.addGet(0, 3)).toBe(3n);
    await expect(array.async.get(5)).rejects.toThrow(RangeError);
  });
});

describe('PersistentTerm', () => {
  it('get, put, erase, info', async () => {
    const { count } = PersistentTerm.info();
    PersistentTerm.put(['config', 1], { on: true });
    expect(PersistentTerm.get(['config', 1])).toEqual({ on: true });
    expect(PersistentTerm.info()).toEqual({ count: count + 1 });
    expect(PersistentTerm.get('none', 'default')).toBe('default');
    expect(() => PersistentTerm.get('none')).toThrow(SharedError);
    expect(() => PersistentTerm.get('none')).toThrow("PersistentTerm: there is no term 'none'.");
    expect([PersistentTerm.erase(['config', 1]), PersistentTerm.erase(['config', 1])]).toEqual([true, false]);
    await PersistentTerm.async.put('later', 1);
    expect(await PersistentTerm.async.get('later')).toBe(1);
    PersistentTerm.erase('later');
    PersistentTerm.put('undefined', undefined);
    expect(PersistentTerm.get('undefined')).toBeUndefined();
    PersistentTerm.erase('undefined');
  });
});

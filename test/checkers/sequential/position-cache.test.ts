// What a search remembers: exact in state and positions, and less used up covers more.

import { PackedPositions } from '../../../src/checkers/sequential/packed-positions';
import { PositionCache } from '../../../src/checkers/sequential/position-cache';

test('a configuration is covered by one that has used the same or fewer unknown operations', () => {
  const cache = new PositionCache(1, 1);
  expect(cache.enter(0, Int32Array.of(5, 0b011))).toBe(true);
  expect(cache.enter(0, Int32Array.of(5, 0b011))).toBe(false);
  expect(cache.enter(0, Int32Array.of(5, 0b111))).toBe(false);
  expect(cache.enter(0, Int32Array.of(5, 0b001))).toBe(true);
  expect(cache.enter(0, Int32Array.of(5, 0b100))).toBe(true);
  expect(cache.enter(0, Int32Array.of(4, 0b111))).toBe(true);
  expect(cache.enter(1, Int32Array.of(5, 0b111))).toBe(true);
});

test('nothing is lost when the tables grow, which is announced', () => {
  const cache = new PositionCache(2, 0);
  for (let index = 0; index < 1_000; index++) {
    const { bytes, bytesToGrow } = cache;
    expect(cache.enter(index % 7, Int32Array.of(index, -index))).toBe(true);
    expect(cache.bytes > bytes).toBe(bytesToGrow > 0);
  }
  for (let index = 0; index < 1_000; index++) expect(cache.enter(index % 7, Int32Array.of(index, -index))).toBe(false);
});

test('positions that differ have different words, up to the last one of each process', () => {
  const lengths = [1, 3, 4, 70_000, 70_000, 0, 2];
  const packed = new PackedPositions(lengths, 33);
  expect([packed.positionWords, packed.openWords]).toEqual([2, 2]);
  const packedOf = new Map<string, string>();
  lengths.forEach((length, index) => {
    for (const position of [0, length >> 1, length - 1, length]) {
      const positions = Int32Array.from(lengths, (_, other) => (other === index ? Math.max(0, position) : 0));
      packedOf.set(positions.join(), packed.pack(positions, new Uint8Array(33)).join());
    }
  });
  expect(packedOf.size).toBeGreaterThan(12);
  expect(new Set(packedOf.values()).size).toBe(packedOf.size);
});

// Random values of few kinds and few leaves, so that equal ones occur, and their equality by another way than keys.

import type { Draw } from '../reference/random-history';

const LEAVES = [
  0,
  -0,
  1,
  Number.NaN,
  '',
  '1',
  'n1;',
  '\u0000',
  '\u0000s',
  '"1:',
  '"',
  1n,
  true,
  null,
  undefined,
  Symbol.iterator,
];

export function randomValue(draw: Draw, depth = 0): unknown {
  const pick = depth > 2 ? 0 : draw(7);
  if (pick < 2) return LEAVES[draw(LEAVES.length)];
  const items = Array.from({ length: draw(3) }, () => randomValue(draw, depth + 1));
  switch (pick) {
    case 2:
    case 3:
      return items;
    case 4:
      return new Set(items);
    case 5:
      return new Map(items.map((item) => [item, randomValue(draw, 3)]));
    default:
      return Object.fromEntries(items.map((item) => [['a', 'b', '"1:a'][draw(3)], item]));
  }
}

export function deeplyEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other || Object.is(one, other);
  }
  if (Object.prototype.toString.call(one) !== Object.prototype.toString.call(other)) return false;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => deeplyEqual(item, other[index]));
  }
  if (one instanceof Set && other instanceof Set) return sameBag([...one], [...other]);
  if (one instanceof Map && other instanceof Map) return sameBag([...one], [...other]);
  return sameBag(Object.entries(one), Object.entries(other));
}

/** Deep equality is an equivalence, so taking the first match is enough. */
function sameBag(one: readonly unknown[], other: readonly unknown[]): boolean {
  const rest = [...other];
  const matched = one.every((item) => {
    const at = rest.findIndex((candidate) => deeplyEqual(item, candidate));
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return matched && rest.length === 0;
}

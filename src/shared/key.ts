// Keys of shared structures: which are the same, and which comes first. Lists of primitives are keys by their elements, all other objects by
// identity.

/** Keys that have an order: numbers, then booleans, then strings, then lists, which are compared element by element. */
export type OrderedKey = number | bigint | boolean | string | readonly OrderedKey[];

/** What a Map tells apart keys by: a list of primitives is a text, every other object is a key by itself. */
export function identityOf(key: unknown): unknown {
  if (typeof key === 'string') return `'${key}`;
  return Array.isArray(key) && key.every(isPart) ? textOf(key) : key;
}

/** What accesses are recorded under. */
export function partOf(key: unknown): unknown {
  return typeof key === 'string' ? key : identityOf(key);
}

function isPart(part: unknown): boolean {
  if (Array.isArray(part)) return part.every(isPart);
  return (typeof part !== 'object' || part === null) && typeof part !== 'function' && typeof part !== 'symbol';
}

function textOf(part: unknown): string {
  if (Array.isArray(part)) return `[${part.map(textOf).join(', ')}]`;
  if (typeof part === 'string') return JSON.stringify(part);
  return typeof part === 'bigint' ? `${part}n` : String(part);
}

function rankOf(key: unknown): number {
  if (typeof key === 'number' || typeof key === 'bigint') return 0;
  if (typeof key === 'boolean') return 1;
  return typeof key === 'string' ? 2 : 3;
}

/** Whether a value can be a key of an ordered table. */
export function isOrdered(key: unknown): key is OrderedKey {
  if (Array.isArray(key)) return key.every(isOrdered);
  if (typeof key === 'number') return !Number.isNaN(key);
  return typeof key === 'bigint' || typeof key === 'boolean' || typeof key === 'string';
}

/** Negative if `one` comes first. `1` and `1n` are the same. */
export function compareKeys(one: unknown, other: unknown): number {
  const rank = rankOf(one);
  const difference = rank - rankOf(other);
  if (difference !== 0) return difference;
  if (rank < 3) {
    const [a, b] = [one, other] as [number, number];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  const [a, b] = [one, other] as [readonly unknown[], readonly unknown[]];
  for (let i = 0; i < a.length && i < b.length; i++) {
    const found = compareKeys(a[i], b[i]);
    if (found !== 0) return found;
  }
  return a.length - b.length;
}

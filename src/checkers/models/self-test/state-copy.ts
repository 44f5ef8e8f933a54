// Copies and freezes states, as far as they consist of plain values.

import { kindOf } from '../../values/kind';

class NotCopyableError extends Error {}

/** An equal state that shares no object with the given one; undefined if something in it cannot be copied, such as an instance of a class. */
export function copyOf(state: unknown): unknown {
  try {
    return copy(state);
  } catch {
    return undefined;
  }
}

function copy(value: unknown): unknown {
  if (typeof value === 'function') throw new NotCopyableError();
  if (typeof value !== 'object' || value === null) return value;
  switch (kindOf(value)) {
    case 'array':
      return Array.from(value as readonly unknown[], copy);
    case 'map':
      return new Map(Array.from(value as ReadonlyMap<unknown, unknown>, ([key, item]) => [copy(key), copy(item)]));
    case 'set':
      return new Set(Array.from(value as ReadonlySet<unknown>, copy));
    case 'record':
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copy(item)]));
    case 'instance':
    case 'error':
      throw new NotCopyableError();
    default:
      return structuredClone(value);
  }
}

/** Arrays and plain objects, deeply: writing to them throws from now on. What is in other objects cannot be frozen, or may be a cache. */
export function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  const kind = kindOf(value);
  if (kind !== 'array' && kind !== 'record') return;
  Object.freeze(value);
  for (const item of Object.values(value)) freeze(item);
}

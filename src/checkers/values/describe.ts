// A value as text in reports: short, on one line, and different for NaN, -0, undefined and null.

import { className, kindOf } from './kind';

/**
 * Never throws: what cannot be looked at is said to be so.
 * @param limit longest text, in characters; more is cut with "…"
 */
export function describeValue(value: unknown, limit = 120): string {
  let text: string;
  try {
    text = describe(value, { room: limit }, []);
  } catch {
    text = '[a value that cannot be looked at]';
  }
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** Characters that are still of use: beyond them nothing more is written, however large the value is. */
interface Room {
  room: number;
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function describe(value: unknown, left: Room, within: readonly object[]): string {
  const isLeaf = typeof value !== 'object' || value === null;
  const text = isLeaf ? describeLeaf(value, left.room) : describeObject(value, left, within);
  if (isLeaf) left.room -= text.length;
  return text;
}

function describeLeaf(value: unknown, room: number): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > room + 1 ? value.slice(0, Math.max(room, 0) + 1) : value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'function') return `[function ${value.name || 'anonymous'}]`;
  return String(value);
}

function describeObject(value: object, left: Room, outer: readonly object[]): string {
  if (outer.includes(value)) return '[itself]';
  const within = [...outer, value];
  const inner = (item: unknown) => describe(item, left, within);
  const entry = ([key, item]: readonly [unknown, unknown]) => `${inner(key)} => ${inner(item)}`;
  switch (kindOf(value)) {
    case 'array':
      return list('[', value as readonly unknown[], inner, ']', left);
    case 'map':
      return list('Map {', value as Map<unknown, unknown>, entry, '}', left);
    case 'set':
      return list('Set {', value as Set<unknown>, inner, '}', left);
    case 'date':
      return Number.isNaN((value as Date).getTime()) ? 'Invalid Date' : (value as Date).toISOString();
    case 'error':
      return `${(value as Error).name}: ${(value as Error).message}`;
    case 'typed-array':
      return list(`${className(value)} [`, value as unknown as Iterable<unknown>, inner, ']', left);
    case 'record':
      return properties('', value, inner, left);
    default:
      return properties(className(value), value, inner, left);
  }
}

function properties(name: string, value: object, inner: (item: unknown) => string, left: Room): string {
  const field = (property: string) => {
    const named = IDENTIFIER.test(property) ? property : JSON.stringify(property);
    return `${named}: ${inner((value as Record<string, unknown>)[property])}`;
  };
  return list(name ? `${name} {` : '{', Object.keys(value), field, '}', left);
}

function list<Item>(
  open: string,
  items: Iterable<Item>,
  text: (item: Item) => string,
  close: string,
  left: Room,
): string {
  const parts: string[] = [];
  for (const item of items) {
    if (left.room < 0) {
      parts.push('…');
      break;
    }
    left.room -= 2;
    parts.push(text(item));
  }
  return `${open}${parts.join(', ')}${close}`;
}

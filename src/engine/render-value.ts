// Values as short texts, for recorded events.

import { apply } from './natives';

/** Stands for a value that cannot be seen. */
export const UNKNOWN = Symbol('unknown');
/** Stands for what was there before it was deleted. */
export const GONE = Symbol('deleted');

/** A short text for a value; never runs user code that could throw out of it. */
export function renderValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > 40 ? `${value.slice(0, 37)}...` : value);
    case 'number':
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return value === UNKNOWN ? '' : value === GONE ? '<deleted>' : value.toString();
    case 'function':
      return '[function]';
    default:
      return renderObject(value);
  }
}

function renderObject(value: unknown): string {
  if (value === null) return 'null';
  try {
    const object = value as object;
    if (object instanceof Error) {
      const message = Object.getOwnPropertyDescriptor(object, 'message')?.value;
      return `${object.name}: ${typeof message === 'string' ? message.slice(0, 60) : ''}`;
    }
    if (Array.isArray(object)) return object.length === 0 ? '[]' : `[${renderItems(object)}]`;
    if (object instanceof Map) return renderMap(object);
    if (object instanceof Set) return renderSet(object);
    const prototype = Object.getPrototypeOf(object);
    const constructor =
      prototype === null ? undefined : Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
    const name = typeof constructor === 'function' ? constructor.name : '';
    if (name !== 'Object' && name !== '') return `[${name}]`;
    const keys = Object.keys(object);
    if (keys.length === 0) return '{}';
    const shown = keys
      .slice(0, MOST_ITEMS)
      .map((key) => `${key}: ${renderShallow(Object.getOwnPropertyDescriptor(object, key))}`);
    return `{${shown.join(', ')}${keys.length > MOST_ITEMS ? ', …' : ''}}`;
  } catch {
    return '[object that throws when looked at]';
  }
}

const MOST_ITEMS = 4;

// The realm's own methods: those of a subclass may do anything.
const { forEach: forEachEntry } = Map.prototype;
const { forEach: forEachItem } = Set.prototype;

function renderMap(map: ReadonlyMap<unknown, unknown>): string {
  const shown: string[] = [];
  apply(forEachEntry, map, [
    (value: unknown, key: unknown) => {
      if (shown.length < MOST_ITEMS) shown.push(`${renderInside(key)} => ${renderInside(value)}`);
    },
  ]);
  return `Map(${map.size}) {${shown.join(', ')}${map.size > MOST_ITEMS ? ', …' : ''}}`;
}

function renderSet(set: ReadonlySet<unknown>): string {
  const shown: string[] = [];
  apply(forEachItem, set, [
    (item: unknown) => {
      if (shown.length < MOST_ITEMS) shown.push(renderInside(item));
    },
  ]);
  return `Set(${set.size}) {${shown.join(', ')}${set.size > MOST_ITEMS ? ', …' : ''}}`;
}

function renderItems(array: readonly unknown[]): string {
  const shown: string[] = [];
  for (let i = 0; i < array.length && i < MOST_ITEMS; i++)
    shown.push(renderShallow(Object.getOwnPropertyDescriptor(array, i)));
  return shown.join(', ') + (array.length > MOST_ITEMS ? `, … ${array.length - MOST_ITEMS} more` : '');
}

/** Data properties only: getters are not called. */
function renderShallow(descriptor: PropertyDescriptor | undefined): string {
  if (descriptor === undefined) return '';
  return 'value' in descriptor ? renderInside(descriptor.value) : '[getter]';
}

function renderInside(value: unknown): string {
  return typeof value === 'object' && value !== null ? (Array.isArray(value) ? '[…]' : '{…}') : renderValue(value);
}

// Values as short texts, for recorded events. No user code runs: a run that is recorded must do what it does otherwise.

import { apply, getOwnPropertyDescriptor, types } from './natives';

/** Stands for a value that cannot be seen. */
export const UNKNOWN = Symbol('unknown');
/** Stands for what was there before it was deleted. */
export const GONE = Symbol('deleted');

/** An object as the key of a collection, by the number that the recorder has given it. */
export function objectKey(number: number): string {
  return `object ${number}`;
}

export function isObjectKey(key: string): boolean {
  return /^object \d+$/.test(key);
}

/** What is inside an object is shown as long as the whole is no longer. */
const LONGEST_DEEP = 60;
const MOST_ITEMS = 4;

/** A short text for a value. */
export function renderValue(value: unknown): string {
  const deep = render(value, 2);
  return deep.length <= LONGEST_DEEP ? deep : render(value, 1);
}

/** @param depth levels of objects that are looked into */
function render(value: unknown, depth: number): string {
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
      return renderObject(value, depth);
  }
}

function renderObject(value: unknown, depth: number): string {
  if (value === null) return 'null';
  try {
    const object = value as object;
    if (types.isProxy(object)) return '[proxy]';
    if (types.isNativeError(object)) {
      const message = getOwnPropertyDescriptor(object, 'message')?.value;
      return `${String(dataOf(object, 'name'))}: ${typeof message === 'string' ? message.slice(0, 60) : ''}`;
    }
    if (Array.isArray(object)) return object.length === 0 ? '[]' : `[${renderItems(object, depth)}]`;
    if (types.isMap(object)) return renderMap(object, depth);
    if (types.isSet(object)) return renderSet(object, depth);
    const name = className(object);
    if (name !== 'Object' && name !== '') return `[${name}]`;
    const keys = Object.keys(object);
    if (keys.length === 0) return '{}';
    const shown = keys
      .slice(0, MOST_ITEMS)
      .map((key) => `${key}: ${renderProperty(getOwnPropertyDescriptor(object, key), depth)}`);
    return `{${shown.join(', ')}${keys.length > MOST_ITEMS ? ', …' : ''}}`;
  } catch {
    return '[object that throws when looked at]';
  }
}

/** The value of a data property, own or inherited up to a proxy; '[getter]' for any other. */
function dataOf(object: object, key: string): unknown {
  for (let one: object | null = object; one !== null && !types.isProxy(one); one = Object.getPrototypeOf(one)) {
    const descriptor = getOwnPropertyDescriptor(one, key);
    if (descriptor !== undefined) return 'value' in descriptor ? descriptor.value : '[getter]';
  }
  return undefined;
}

/** The key of a property, as text. */
export function renderKey(key: unknown): string {
  return typeof key === 'symbol' ? key.toString() : String(key);
}

function className(object: object): string {
  const prototype = Object.getPrototypeOf(object);
  const constructor = prototype === null ? undefined : getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof constructor === 'function' ? constructor.name : '';
}

// The realm's own methods: those of a subclass may do anything.
const { forEach: forEachEntry } = Map.prototype;
const { forEach: forEachItem } = Set.prototype;

function renderMap(map: ReadonlyMap<unknown, unknown>, depth: number): string {
  const shown: string[] = [];
  let count = 0;
  apply(forEachEntry, map, [
    (value: unknown, key: unknown) => {
      if (count++ < MOST_ITEMS) shown.push(`${renderInside(key, 0)} => ${renderInside(value, depth - 1)}`);
    },
  ]);
  return `Map(${count}) {${shown.join(', ')}${count > MOST_ITEMS ? ', …' : ''}}`;
}

function renderSet(set: ReadonlySet<unknown>, depth: number): string {
  const shown: string[] = [];
  let count = 0;
  apply(forEachItem, set, [
    (item: unknown) => {
      if (count++ < MOST_ITEMS) shown.push(renderInside(item, depth - 1));
    },
  ]);
  return `Set(${count}) {${shown.join(', ')}${count > MOST_ITEMS ? ', …' : ''}}`;
}

function renderItems(array: readonly unknown[], depth: number): string {
  const shown: string[] = [];
  for (let i = 0; i < array.length && i < MOST_ITEMS; i++)
    shown.push(renderProperty(getOwnPropertyDescriptor(array, i), depth));
  return shown.join(', ') + (array.length > MOST_ITEMS ? `, … ${array.length - MOST_ITEMS} more` : '');
}

/** Data properties only: getters are not called. */
function renderProperty(descriptor: PropertyDescriptor | undefined, depth: number): string {
  if (descriptor === undefined) return '';
  return 'value' in descriptor ? renderInside(descriptor.value, depth - 1) : '[getter]';
}

/** @param depth levels that are left */
function renderInside(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return render(value, depth);
  if (depth > 0) return render(value, depth);
  return Array.isArray(value) ? '[…]' : '{…}';
}

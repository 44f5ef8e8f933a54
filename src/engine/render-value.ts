// Values as short texts, for recorded events. No user code runs: a run that is recorded must do what it does otherwise.

import { getOwnPropertyDescriptor, types } from './natives';

/** A short text for a value. */
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
      return value.toString();
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
    if (types.isProxy(object)) return '[proxy]';
    if (types.isNativeError(object)) {
      const message = getOwnPropertyDescriptor(object, 'message')?.value;
      return `${String(dataOf(object, 'name'))}: ${typeof message === 'string' ? message.slice(0, 60) : ''}`;
    }
    if (Array.isArray(object)) return object.length === 0 ? '[]' : `[${renderItems(object)}]`;
    const prototype = Object.getPrototypeOf(object);
    const constructor = prototype === null ? undefined : getOwnPropertyDescriptor(prototype, 'constructor')?.value;
    const name = typeof constructor === 'function' ? constructor.name : '';
    if (name !== 'Object' && name !== '') return `[${name}]`;
    const keys = Object.keys(object);
    if (keys.length === 0) return '{}';
    const shown = keys.slice(0, 4).map((key) => `${key}: ${renderShallow(getOwnPropertyDescriptor(object, key))}`);
    return `{${shown.join(', ')}${keys.length > 4 ? ', …' : ''}}`;
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

/** The key of a property or of an entry of a collection, as text. */
export function renderKey(key: unknown): string {
  if (typeof key === 'symbol') return key.toString();
  return (typeof key === 'object' && key !== null) || typeof key === 'function' ? renderValue(key) : String(key);
}

function renderItems(array: readonly unknown[]): string {
  const shown: string[] = [];
  for (let i = 0; i < array.length && i < 4; i++) shown.push(renderShallow(getOwnPropertyDescriptor(array, i)));
  return shown.join(', ') + (array.length > 4 ? ', …' : '');
}

/** Data properties only: getters are not called. */
function renderShallow(descriptor: PropertyDescriptor | undefined): string {
  if (descriptor === undefined) return '';
  if (!('value' in descriptor)) return '[getter]';
  const { value } = descriptor;
  return typeof value === 'object' && value !== null ? (Array.isArray(value) ? '[…]' : '{…}') : renderValue(value);
}

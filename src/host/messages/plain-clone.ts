// Structured cloning of what most messages are: values and small trees of plain objects and arrays. It comes to what V8 comes to, ten times as
// fast. Everything else is NOT_PLAIN, before any code of the value has run.

import { getOwnPropertyDescriptor, getPrototypeOf, isArray, types } from '../../engine/natives';

export const NOT_PLAIN = Symbol('not plain');

/** Most objects of a tree: they are searched one by one. */
const FEW = 32;

/** Longest array. */
const SHORT = 256;

const { prototype: objects } = Object;
const { prototype: arrays } = Array;
const { keys } = Object;
const tagOf = Object.prototype.toString;

class Copying {
  private readonly originals: object[] = [];
  private readonly copies: object[] = [];

  copy(value: unknown): unknown {
    if (typeof value === 'function' || typeof value === 'symbol') return NOT_PLAIN;
    if (typeof value !== 'object' || value === null) return value;
    const { originals, copies } = this;
    const known = originals.indexOf(value);
    if (known >= 0) return copies[known];
    if (originals.length === FEW || types.isProxy(value)) return NOT_PLAIN;
    const prototype = getPrototypeOf(value) as unknown;
    if (prototype === arrays && isArray(value)) return this.array(value);
    return prototype === objects && tagOf.call(value) === '[object Object]' ? this.object(value) : NOT_PLAIN;
  }

  private array(array: readonly unknown[]): unknown {
    const { length } = array;
    const indices = keys(array);
    // As many keys as elements, and the last one is the last element's: no holes, and no names.
    if (length > SHORT || indices.length !== length) return NOT_PLAIN;
    if (length > 0 && indices[length - 1] !== String(length - 1)) return NOT_PLAIN;
    const copy: unknown[] = [];
    this.note(array, copy);
    for (let i = 0; i < length; i++) {
      const element = this.member(array, i);
      if (element === NOT_PLAIN) return NOT_PLAIN;
      copy.push(element);
    }
    return copy;
  }

  private object(object: object): unknown {
    const copy: Record<string, unknown> = {};
    this.note(object, copy);
    for (const key of keys(object)) {
      const value = key === '__proto__' ? NOT_PLAIN : this.member(object, key);
      if (value === NOT_PLAIN) return NOT_PLAIN;
      copy[key] = value;
    }
    return copy;
  }

  /** A getter would run: twice, if something else is not plain. */
  private member(owner: object, key: PropertyKey): unknown {
    const descriptor = getOwnPropertyDescriptor(owner, key);
    return descriptor !== undefined && 'value' in descriptor ? this.copy(descriptor.value) : NOT_PLAIN;
  }

  private note(original: object, copy: object): void {
    this.originals.push(original);
    this.copies.push(copy);
  }
}

/** The clone of a plain value, or NOT_PLAIN. */
export function plainClone(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return new Copying().copy(value);
  return typeof value === 'function' || typeof value === 'symbol' ? NOT_PLAIN : value;
}

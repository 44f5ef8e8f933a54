// Structured cloning of what most messages are: values and small trees of plain objects, arrays, maps,
// sets, dates and views of memory. It comes to what V8 comes to, ten times as
// fast. Everything else is NOT_PLAIN, before any code of the value has run.

import { apply, getOwnPropertyDescriptor, getPrototypeOf, isArray, NativeDate, types } from '../../engine/natives';

export const NOT_PLAIN = Symbol('not plain');

/** Most objects of a tree: they are searched one by one. */
const FEW = 32;

/** Longest array. */
const SHORT = 256;

const { prototype: objects } = Object;
const { prototype: arrays } = Array;
const { prototype: maps } = Map;
const { prototype: sets } = Set;
const { prototype: dates } = NativeDate;
const { prototype: buffers } = ArrayBuffer;
/** The constructors of views by their prototypes. */
const views: ReadonlyMap<object, unknown> = new Map(
  [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array].map((View) => [
    View.prototype,
    View,
  ]),
);
const { keys } = Object;
const { forEach: forEachOfMap } = maps;
const { forEach: forEachOfSet } = sets;
const { getTime } = dates;
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
    if (prototype === objects) return tagOf.call(value) === '[object Object]' ? this.object(value) : NOT_PLAIN;
    if (prototype === maps && types.isMap(value)) return this.map(value);
    if (prototype === sets && types.isSet(value)) return this.set(value);
    if (prototype === dates && types.isDate(value)) return this.date(value);
    return views.has(prototype as object) && types.isTypedArray(value) ? this.view(value) : NOT_PLAIN;
  }

  /** With all of its memory, which several views may share. */
  private view(view: NodeJS.TypedArray): unknown {
    const { buffer, byteOffset, length } = view;
    if (!types.isArrayBuffer(buffer) || getPrototypeOf(buffer) !== buffers) return NOT_PLAIN;
    // Detached memory is empty; V8 says what is wrong with it.
    if (buffer.byteLength === 0 || (buffer as { resizable?: boolean }).resizable === true) return NOT_PLAIN;
    const known = this.originals.indexOf(buffer);
    const memory = known >= 0 ? (this.copies[known] as ArrayBuffer) : buffer.slice(0);
    if (known < 0) this.note(buffer, memory);
    const View = views.get(getPrototypeOf(view) as object) as Uint8ArrayConstructor;
    const copy = new View(memory, byteOffset, length);
    this.note(view, copy);
    return copy;
  }

  private date(date: Date): Date {
    const copy = new NativeDate(apply(getTime, date, []));
    this.note(date, copy);
    return copy;
  }

  private map(map: ReadonlyMap<unknown, unknown>): unknown {
    const copy = new Map<unknown, unknown>();
    this.note(map, copy);
    let isPlain = true;
    const add = (value: unknown, key: unknown) => {
      if (!isPlain) return;
      const [one, other] = [this.copy(key), this.copy(value)];
      if (one === NOT_PLAIN || other === NOT_PLAIN) isPlain = false;
      else copy.set(one, other);
    };
    apply(forEachOfMap, map, [add]);
    return isPlain ? copy : NOT_PLAIN;
  }

  private set(set: ReadonlySet<unknown>): unknown {
    const copy = new Set<unknown>();
    this.note(set, copy);
    let isPlain = true;
    const add = (element: unknown) => {
      const one = isPlain ? this.copy(element) : NOT_PLAIN;
      if (one === NOT_PLAIN) isPlain = false;
      else copy.add(one);
    };
    apply(forEachOfSet, set, [add]);
    return isPlain ? copy : NOT_PLAIN;
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

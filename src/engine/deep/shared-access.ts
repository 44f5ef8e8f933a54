// An access to shared memory that is about to happen: what it is, which bytes, and whether it may happen now.

import { noted, read, write } from '../access';
import { EVERYTHING } from '../conflicts';
import { INFINITE, isInteger, max, min, NativeNumber, types } from '../natives';
import { simulation } from '../simulation';
import { record } from './memory-record';
import type { SharedBuffer } from './state';

/** How memory is touched. `atomic`: by an operation of `Atomics`. */
export interface MemoryTouch {
  /** What stands for the buffer: its number is stable within an iteration. */
  readonly buffer: SharedBuffer;
  /** Bytes of the buffer, `end` excluded. */
  readonly start: number;
  readonly end: number;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly atomic: boolean;
  /** The typed array and the index of the element, if it is a single one. */
  readonly array?: NodeJS.TypedArray | undefined;
  readonly index?: number | undefined;
}

/** An access, or a wait, at which an agent stops in the middle of a step. */
export interface SharedAccess {
  readonly site: number;
  /** What is touched when it goes on; null if nothing is. */
  readonly touch: MemoryTouch | null;
  /** A wait: whether it may go on now. Accesses always may. */
  readonly isEnabled?: () => boolean;
  /** A wait with a time-out: virtual time at which it is over. */
  readonly due?: number;
  /** It goes on. */
  readonly begins?: (timedOut: boolean) => void;
  /** Whom and what it waits for, in words. */
  readonly waitsFor?: () => string;
}

type View = NodeJS.TypedArray | DataView;

const TypedArrayPrototype = Object.getPrototypeOf(Int8Array.prototype) as object;

function getter(prototype: object, name: string): (view: unknown) => never {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name) as { get: () => never };
  const call = Function.prototype.call.bind(get);
  return call as (view: unknown) => never;
}

const bufferOfArray = getter(TypedArrayPrototype, 'buffer') as (view: unknown) => ArrayBufferLike;
const offsetOfArray = getter(TypedArrayPrototype, 'byteOffset') as (view: unknown) => number;
const lengthOfArray = getter(TypedArrayPrototype, 'length') as (view: unknown) => number;
const bytesOfArray = getter(TypedArrayPrototype, 'byteLength') as (view: unknown) => number;
const bufferOfData = getter(DataView.prototype, 'buffer') as (view: unknown) => ArrayBufferLike;
const offsetOfData = getter(DataView.prototype, 'byteOffset') as (view: unknown) => number;
const bytesOfData = getter(DataView.prototype, 'byteLength') as (view: unknown) => number;

const { isView } = ArrayBuffer;
const { isSharedArrayBuffer, isTypedArray } = types;

/** The shared buffer of a typed array, or null. */
export function sharedOf(array: unknown): SharedArrayBuffer | null {
  if (!isView(array) || !isTypedArray(array)) return null;
  const buffer = bufferOfArray(array);
  return isSharedArrayBuffer(buffer) ? buffer : null;
}

/** The shared buffer of a DataView, or null. */
export function sharedOfData(view: unknown): SharedArrayBuffer | null {
  if (!types.isDataView(view)) return null;
  const buffer = bufferOfData(view);
  return isSharedArrayBuffer(buffer) ? buffer : null;
}

/** Bytes per element: `byteLength` divides by it. */
const sizeOf = (array: View): number => (array as NodeJS.TypedArray).BYTES_PER_ELEMENT;

/** The bytes of the elements of a typed array from one index to another; null if there are none. */
export function elements(
  array: NodeJS.TypedArray,
  from: number,
  to: number,
  { reads, writes, atomic }: { readonly reads: boolean; readonly writes: boolean; readonly atomic: boolean },
): MemoryTouch | null {
  const buffer = sharedOf(array);
  if (buffer === null) return null;
  const length = lengthOfArray(array);
  const first = max(from, 0);
  const last = min(to, length);
  if (first >= last) return null;
  const size = sizeOf(array);
  const offset = offsetOfArray(array);
  // To spread an object in front of other members takes V8 ten microseconds.
  const start = offset + first * size;
  const isOne = last - first === 1;
  return {
    buffer: simulation.deep.bufferOf(buffer),
    start,
    end: offset + last * size,
    reads,
    writes,
    atomic,
    array: isOne ? array : undefined,
    index: isOne ? first : undefined,
  };
}

/** The bytes of a DataView. */
export function dataBytes(view: unknown, at: number, size: number, writes: boolean): MemoryTouch | null {
  const buffer = sharedOfData(view);
  if (buffer === null || at < 0 || at + size > bytesOfData(view)) return null;
  const start = offsetOfData(view) + at;
  return { buffer: simulation.deep.bufferOf(buffer), start, end: start + size, reads: !writes, writes, atomic: false };
}

export const lengthOf = lengthOfArray;
export const byteLengthOf = bytesOfArray;

/** Words of eight bytes, by which strategies tell places in a buffer apart; a larger piece counts as the whole buffer. */
const MOST_WORDS = 64;

/** The memory is touched now: told to whoever learns from accesses. */
export function touched(touch: MemoryTouch, site: number): void {
  simulation.deep.listener?.touched(touch, site);
  if (!simulation.tracking.on) return;
  const { buffer, start, end } = touch;
  // What wakes others touches nothing, but comes before or after every wait.
  const writes = touch.writes || !touch.reads;
  const first = start >> 3;
  const last = (end - 1) >> 3;
  if (last - first > MOST_WORDS) noted(buffer, EVERYTHING, writes);
  else for (let word = first; word <= last; word++) noted(buffer, word, writes);
  if (simulation.recorder !== null) record(touch, site);
}

/** The agent is about to go on with `access`. Returns true if it has to stop before: the generator then yields `$.d`. */
export function announce(access: SharedAccess): boolean {
  const { agent, agents } = simulation;
  // With nobody else there is no choice.
  if (agents.length === 1 && access.isEnabled === undefined) {
    if (access.touch !== null) touched(access.touch, access.site);
    return false;
  }
  agent.access = access;
  return true;
}

const READ = { reads: true, writes: false, atomic: false };
const WRITE = { reads: false, writes: true, atomic: false };

/**
 * `$.touch`: an element of a typed array is about to be read or written by a deep generator, which yields `$.d` if this returns true.
 * Only asked while `$.d.on`.
 */
export function touchElement(array: unknown, index: unknown, writes: boolean, site: number): boolean {
  const touch = elementOf(array, index, writes);
  return touch !== null && announce({ site, touch });
}

/** `$.touchAll`: all elements of what is spread are about to be read, if it is a typed array over shared memory. */
export function touchAll(array: unknown, site: number): boolean {
  if (!simulation.deep.on || sharedOf(array) === null) return false;
  const touch = elements(array as NodeJS.TypedArray, 0, INFINITE, READ);
  return touch !== null && announce({ site, touch });
}

function elementOf(array: unknown, index: unknown, writes: boolean): MemoryTouch | null {
  if (!isView(array) || sharedOf(array) === null) return null;
  const at = typeof index === 'string' ? NativeNumber(index) : index;
  if (typeof at !== 'number' || !isInteger(at)) return null;
  return elements(array as NodeJS.TypedArray, at, at + 1, writes ? WRITE : READ);
}

/** `$.atomic`: the same in the plain form, which cannot stop: the access is atomic, and its site is counted. */
export function touchAtomically(array: unknown, index: unknown, writes: boolean, site: number): void {
  if (!simulation.deep.on) return;
  const touch = elementOf(array, index, writes);
  if (touch !== null) passed(touch, site);
}

/** `$.take`: reads an element in plain code, while somebody looks. @param isTracked it is told to access tracking as well */
export function takeElement(object: unknown, key: PropertyKey, isTracked: boolean, site: number): unknown {
  if (isTracked && simulation.tracking.on) read(object, key, site);
  touchAtomically(object, key, false, site);
  return (object as Record<PropertyKey, unknown>)[key];
}

/** `$.put`: the same for a write of strict code. */
export function putElement(
  object: unknown,
  key: PropertyKey,
  value: unknown,
  isTracked: boolean,
  site: number,
): unknown {
  touchAtomically(object, key, true, site);
  (object as Record<PropertyKey, unknown>)[key] = value;
  if (isTracked && simulation.tracking.on) write(object, key, site);
  return value;
}

/** `$.putSloppily`: the same of sloppy code, which ignores that it cannot be written. */
export function putSloppily(
  object: unknown,
  key: PropertyKey,
  value: unknown,
  isTracked: boolean,
  site: number,
): unknown {
  if (object === undefined || object === null) (object as never as Record<PropertyKey, unknown>)[key] = value;
  touchAtomically(object, key, true, site);
  Reflect.set(Object(object) as object, key, value, object);
  if (isTracked && simulation.tracking.on) write(object, key, site);
  return value;
}

/** An access happens where the agent cannot stop. */
export function passed(touch: MemoryTouch | null, site: number): void {
  const { atomicSites } = simulation.deep;
  if (simulation.agents.length > 1) atomicSites.set(site, (atomicSites.get(site) ?? 0) + 1);
  if (touch !== null) touched(touch, site);
}

// `for of` in generators of deep mode: each step is a call that may stop, and each element of shared memory is read on its own.

import { apply } from '../natives';
import { simulation } from '../simulation';
import { type Body, enter, invoke } from './enter';
import { lengthOf, sharedOf, touchElement } from './shared-access';
import { nativeTwin } from './twins';

const arrayValues = Object.getPrototypeOf(Int8Array.prototype).values as Function;
const ofBytes = Object.getPrototypeOf(Uint8Array.prototype).values as Function;

interface Step {
  readonly value: unknown;
  readonly done: boolean;
}

/** Goes over a typed array over shared memory. */
class SharedIterator {
  index = 0;

  constructor(readonly array: NodeJS.TypedArray) {}

  next(): Step {
    const { array } = this;
    return this.index < lengthOf(array)
      ? { value: array[this.index++], done: false }
      : { value: undefined, done: true };
  }
}

const { next: nextOfShared } = SharedIterator.prototype;

nativeTwin(nextOfShared, (self, _args, site) => stepping(self as SharedIterator, site));

function* stepping(iterator: SharedIterator, site: number): Body {
  const { array, index } = iterator;
  if (simulation.deep.on && index < lengthOf(array) && touchElement(array, index, false, site)) yield simulation.deep;
  return apply(nextOfShared, iterator, []);
}

/** `$.iterateSync`: GetIterator (ECMAScript 7.4.3), as `$.into`. */
export function iterateSync(iterable: unknown): unknown {
  const { deep } = simulation;
  deep.in = false;
  const method = (iterable as Iterable<unknown>)[Symbol.iterator] as unknown;
  if (sharedOf(iterable) !== null && (method === arrayValues || method === ofBytes))
    return new SharedIterator(iterable as NodeJS.TypedArray);
  if (typeof method !== 'function') throw notIterable(iterable);
  const iterator = enter(iterable, method, [], 'iterator');
  return deep.in ? iterating(iterator as Body) : iteratorFrom(iterator);
}

function* iterating(body: Body): Body {
  return iteratorFrom(yield* body);
}

function iteratorFrom(iterator: unknown): object {
  if ((typeof iterator !== 'object' || iterator === null) && typeof iterator !== 'function')
    throw new TypeError('Result of the Symbol.iterator method is not an object');
  return iterator;
}

/** As the engine itself says it. */
function notIterable(value: unknown): unknown {
  try {
    for (const _ of value as Iterable<unknown>) break;
  } catch (error) {
    return error;
  }
  return new TypeError('object is not iterable');
}

/** `$.closeSync`: IteratorClose. Errors of `return` give way to the one that left the loop. */
export function* closeSync(iterator: { return?: unknown }, threw: boolean): Generator<unknown, void, unknown> {
  let result: unknown;
  try {
    const method = iterator.return;
    if (method === undefined || method === null) return;
    result = yield* invoke(iterator, method, []);
  } catch (error) {
    if (threw) return;
    throw error;
  }
  if (!threw && Object(result) !== result) throw new TypeError(`${String(result)} is not an object`);
}

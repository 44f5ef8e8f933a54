// `for of` in generators of deep mode: each step is a call that may stop, and each element of shared memory is read on its own.

import { apply, getOwnPropertyDescriptor, getPrototypeOf, isArray, types } from '../natives';
import { simulation } from '../simulation';
import { type Body, enter, invoke } from './enter';
import { isDeepGenerator } from './generators';
import { lengthOf, sharedOf, touchElement } from './shared-access';
import { GeneratorTwin, isOfFile, nativeTwin, twinOf } from './twins';

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
  if (simulation.deep.on && touchElement(array, index, false, site)) yield simulation.deep;
  return apply(nextOfShared, iterator, []);
}

/** `$.iterateSync`: GetIterator (ECMAScript 7.4.3), as `$.into`. @param delegates it is for a `yield*` */
export function iterateSync(iterable: unknown, delegates = false): unknown {
  const { deep } = simulation;
  deep.in = false;
  const method = (iterable as Iterable<unknown>)[Symbol.iterator] as unknown;
  if (sharedOf(iterable) !== null && (method === arrayValues || method === ofBytes))
    return new SharedIterator(iterable as NodeJS.TypedArray);
  if (typeof method !== 'function') throw notIterable(iterable, delegates);
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

/** The value of a property that is no accessor; undefined if it is one, or a Proxy is asked. */
function dataOf(object: unknown, key: PropertyKey): unknown {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return undefined;
  for (let place: object | null = object; place !== null && !types.isProxy(place); place = getPrototypeOf(place)) {
    const found = getOwnPropertyDescriptor(place, key);
    if (found !== undefined) return found.value as unknown;
  }
  return undefined;
}

const ofIterators = getPrototypeOf(getPrototypeOf([][Symbol.iterator]()))[Symbol.iterator] as Function;

const isDeep = (method: unknown): boolean => {
  const own = typeof method === 'function' ? twinOf(method) : undefined;
  return own !== undefined && (isOfFile(own) || own instanceof GeneratorTwin);
};

/** Whether going over it runs code that may stop. */
export function isDeepIterable(iterable: unknown): boolean {
  if (isArray(iterable) || typeof iterable === 'string') return false;
  const method = dataOf(iterable, Symbol.iterator);
  if (method !== ofIterators) return isDeep(method);
  return isDeepGenerator(iterable) || isDeep(dataOf(iterable, 'next'));
}

/** The first values of an iterable; closed if there are more. */
export function* collecting(
  iterable: unknown,
  most = Number.POSITIVE_INFINITY,
): Generator<unknown, unknown[], unknown> {
  const method = (iterable as Iterable<unknown>)[Symbol.iterator];
  const iterator = iteratorFrom(yield* invoke(iterable, method, [])) as Iterator<unknown>;
  const { next } = iterator;
  const made: unknown[] = [];
  while (made.length < most) {
    const result = (yield* invoke(iterator, next, [])) as Step;
    if (Object(result) !== result) throw new TypeError(`Iterator result ${String(result)} is not an object`);
    if (result.done) return made;
    made.push(result.value);
  }
  yield* closeSync(iterator, false);
  return made;
}

/** `$.spread`: what is spread, or taken apart from its first to its `most`th value, as `$.into`. */
export function spread(iterable: unknown, most?: number): unknown {
  const isEntered = isDeepIterable(iterable);
  simulation.deep.in = isEntered;
  return isEntered ? collecting(iterable, most) : iterable;
}

/** As the engine itself says it. */
function notIterable(value: unknown, delegates: boolean): unknown {
  try {
    if (delegates)
      (function* () {
        yield* value as Iterable<unknown>;
      })().next();
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

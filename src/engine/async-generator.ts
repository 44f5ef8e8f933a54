// Async generators as objects: their prototype, and `$.generator`, which makes one.

import { type Completion, Producer } from './async-producer';
import { starting } from './deep/coroutines';
import { passStops } from './deep/stop';
import { nativeTwin } from './deep/twins';
import { kindOf } from './function-kinds';
import { apply, getOwnPropertyDescriptor, getPrototypeOf, hasOwn } from './natives';
import { simulation } from './simulation';
import { standFor } from './stand-ins';

/** %AsyncGeneratorPrototype%, which controlled generators have, too. */
export const AsyncGeneratorPrototype = Object.getPrototypeOf(async function* () {}).prototype as object;

let producerOf: (generator: object) => Producer | null;

/** Whether `value` is an async generator of ours. */
export let isControlledGenerator: (value: unknown) => boolean;

/** An object to which the class below adds its field. */
function Inheriting(this: unknown, prototype: object): object {
  return Object.create(prototype) as object;
}

class ControlledAsyncGenerator extends (Inheriting as unknown as new (prototype: object) => object) {
  #producer: Producer;
  static {
    isControlledGenerator = (value) => typeof value === 'object' && value !== null && #producer in value;
    producerOf = (generator) =>
      isControlledGenerator(generator) ? (generator as ControlledAsyncGenerator).#producer : null;
  }
  constructor(prototype: object, producer: Producer) {
    super(prototype);
    this.#producer = producer;
  }
}

type Methods = Record<PropertyKey, (this: object, value?: unknown) => unknown>;

/** Puts `controlled` in the place of a method of `owner`, for controlled generators. */
function extend(owner: object, name: PropertyKey, controlled: (producer: Producer, value: unknown) => unknown): void {
  const native = (owner as Methods)[name];
  const { method } = {
    method(this: object, value?: unknown): unknown {
      const producer = producerOf(this);
      if (producer === null) return apply(native as Function, this, [value]);
      const promise = controlled(producer, value);
      if (simulation.agent.stopped !== null) passStops();
      return promise;
    },
  };
  const made = standFor(method, native);
  Object.defineProperty(owner, name, { value: made, writable: true, configurable: true });
  // Called by deep code, which stops with the generator up to its first await.
  nativeTwin(made, (self, [value]) => {
    const producer = producerOf(self as object);
    return producer === null ? null : starting(() => controlled(producer, value));
  });
}

for (const completion of ['next', 'return', 'throw'] as const satisfies readonly Completion[])
  extend(AsyncGeneratorPrototype, completion, (producer, value) => producer.request(completion, value));

const asyncDispose = (Symbol as { asyncDispose?: symbol }).asyncDispose;
if (asyncDispose !== undefined) {
  const AsyncIteratorPrototype = Object.getPrototypeOf(AsyncGeneratorPrototype) as object;
  const owner = asyncDispose in AsyncIteratorPrototype ? AsyncIteratorPrototype : AsyncGeneratorPrototype;
  extend(owner, asyncDispose, (producer) => producer.request('return', undefined).then(() => undefined));
}

/** `$.generator`: the object that an async generator function returns. */
export function asyncGenerator(
  generator: Generator<unknown, unknown, unknown>,
  site: number,
  outer?: { prototype?: unknown },
): object {
  const producer = new Producer(generator, site);
  // A function that is not known has a prototype of its own all the same.
  if (outer === undefined)
    return new ControlledAsyncGenerator(Object.create(AsyncGeneratorPrototype) as object, producer);
  const { prototype } = outer;
  if (typeof prototype !== 'object' || prototype === null)
    return new ControlledAsyncGenerator(AsyncGeneratorPrototype, producer);
  prepare(prototype);
  return new ControlledAsyncGenerator(prototype, producer);
}

/** Finds what is to be made a generator's prototype behind the prototype of a new object. */
function prepare(prototype: object): void {
  for (let object = prototype; ; ) {
    const next = getPrototypeOf(object) as object | null;
    if (next === null || next === AsyncGeneratorPrototype) return;
    if (next === Object.prototype) {
      if (isNotYetGeneratorPrototype(object)) makeGeneratorPrototype(object);
      return;
    }
    object = next;
  }
}

/** Whether the object was made as the prototype of an ordinary function that stands for an async generator function. */
export function isNotYetGeneratorPrototype(object: object): boolean {
  return (
    hasOwn(object, 'constructor') &&
    kindOf(getOwnPropertyDescriptor(object, 'constructor')?.value) === 'AsyncGeneratorFunction'
  );
}

/** It becomes what the prototype of that function would be. */
export function makeGeneratorPrototype(object: object): void {
  Object.setPrototypeOf(object, AsyncGeneratorPrototype);
  delete (object as { constructor?: unknown }).constructor;
}

/** `$.yielded`: marks a yield. */
export function yielded(value: unknown, site: number): unknown {
  simulation.agent.yielding = true;
  simulation.agent.site = site;
  return value;
}

// Async generators as objects: their prototype, and `$.generator`, which makes one.

import { type Completion, Producer } from './async-producer';
import { apply } from './natives';
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
    producerOf = (generator) => (isControlledGenerator(generator) ? (generator as ControlledAsyncGenerator).#producer : null);
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
      return producer === null ? apply(native as Function, this, [value]) : controlled(producer, value);
    },
  };
  Object.defineProperty(owner, name, { value: standFor(method, native), writable: true, configurable: true });
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
  const prototype = outer?.prototype;
  const own = typeof prototype === 'object' && prototype !== null ? prototype : AsyncGeneratorPrototype;
  // The outer function is an ordinary one: put the generator's methods behind its own prototype object, once.
  if (Object.getPrototypeOf(own) === Object.prototype) Object.setPrototypeOf(own, AsyncGeneratorPrototype);
  return new ControlledAsyncGenerator(own, new Producer(generator, site));
}

/** `$.yielded`: marks a yield. */
export function yielded(value: unknown, site: number): unknown {
  simulation.agent.yielding = true;
  simulation.agent.site = site;
  return value;
}

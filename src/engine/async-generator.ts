// Async generators as objects: their prototype, and `$.generator`, which makes one.

import { type Completion, Producer } from './async-producer';
import { newPromise, rejectPromise } from './promise';
import { simulation } from './simulation';

const AsyncIteratorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})()) as object) as object,
) as object;

let producerOf: (generator: ControlledAsyncGenerator) => Producer;

/** Whether `value` is an async generator of ours. */
export let isControlledGenerator: (value: unknown) => boolean;

export class ControlledAsyncGenerator {
  #producer: Producer;
  static {
    isControlledGenerator = (value) => typeof value === 'object' && value !== null && #producer in value;
    producerOf = (generator) => {
      if (!isControlledGenerator(generator)) throw new TypeError('not an async generator');
      return generator.#producer;
    };
  }
  constructor(producer: Producer) {
    this.#producer = producer;
  }
}

function method(completion: Completion) {
  return {
    value: {
      [completion](this: ControlledAsyncGenerator, value?: unknown) {
        let producer: Producer;
        try {
          producer = producerOf(this);
        } catch {
          const promise = newPromise();
          rejectPromise(promise, new TypeError(`${completion} method called on incompatible receiver ${String(this)}`));
          return promise;
        }
        return producer.request(completion, value);
      },
    }[completion],
    writable: true,
    configurable: true,
  };
}

Object.setPrototypeOf(ControlledAsyncGenerator.prototype, AsyncIteratorPrototype);
Object.defineProperties(ControlledAsyncGenerator.prototype, {
  next: method('next'),
  return: method('return'),
  throw: method('throw'),
  [Symbol.toStringTag]: { value: 'AsyncGenerator', configurable: true },
});

const asyncDispose = (Symbol as { asyncDispose?: symbol }).asyncDispose;
if (asyncDispose !== undefined)
  Object.defineProperty(ControlledAsyncGenerator.prototype, asyncDispose, {
    value: function (this: ControlledAsyncGenerator) {
      return producerOf(this)
        .request('return', undefined)
        .then(() => undefined);
    },
    writable: true,
    configurable: true,
  });

/** `$.generator`: the object that an async generator function returns. */
export function asyncGenerator(
  generator: Generator<unknown, unknown, unknown>,
  site: number,
  outer?: { prototype?: unknown },
): object {
  const object = new ControlledAsyncGenerator(new Producer(generator, site));
  const prototype = outer?.prototype;
  if (typeof prototype === 'object' && prototype !== null) {
    // The outer function is an ordinary one: put the generator's methods behind its own prototype object, once.
    if (Object.getPrototypeOf(prototype) === Object.prototype)
      Object.setPrototypeOf(prototype, ControlledAsyncGenerator.prototype);
    Object.setPrototypeOf(object, prototype);
  }
  return object;
}

/** `$.yielded`: marks a yield. */
export function yielded(value: unknown, site: number): unknown {
  simulation.agent.yielding = true;
  simulation.agent.site = site;
  return value;
}

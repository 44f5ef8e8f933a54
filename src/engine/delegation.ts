// `yield*` of async generators: values, errors and returns pass between the outer generator's consumer and the inner iterator.

import { closeIterator, iterate } from './async-iteration';
import { at } from './await';
import { invoke } from './deep/enter';
import { apply } from './natives';
import { simulation } from './simulation';

/** What a delegation hands to its producer: a value that comes from the inner iterator. */
export class Delegated {
  constructor(readonly value: unknown) {}
}

/** What the producer sends into a delegation where its consumer calls `return(value)`. */
export class ReturnRequest {
  constructor(readonly value: unknown) {}
}

/** What a delegation answers when the inner iterator has returned: the outer generator is to return, too. */
export class ForcedReturn {
  constructor(readonly value: unknown) {}
}

/** `$.delegate`: what `yield* iterable` of an async generator delegates to. */
export function* delegate(iterable: unknown, site: number): Generator<unknown, unknown, unknown> {
  const iterator = iterate(iterable) as AsyncIterator<unknown> & Record<string, unknown>;
  const { next } = iterator;
  let completion: 'next' | 'throw' | 'return' = 'next';
  let received: unknown;
  for (;;) {
    const method: unknown = completion === 'next' ? next : iterator[completion];
    if (method === undefined || method === null) {
      if (completion === 'return') yield new ForcedReturn(yield at(received, site));
      const close = closeIterator(iterator);
      if (close !== undefined) yield at(close, site);
      throw new TypeError('The iterator does not provide a throw method');
    }
    const asked: unknown = simulation.deep.loaded
      ? yield* invoke(iterator, method, [received])
      : apply(method as Function, iterator, [received]);
    const result = (yield at(asked, site)) as IteratorResult<unknown>;
    if ((typeof result !== 'object' || result === null) && typeof result !== 'function')
      throw new TypeError(`Iterator result ${String(result)} is not an object`);
    if (result.done) {
      if (completion === 'return') yield new ForcedReturn(result.value);
      return result.value;
    }
    const value = new Delegated(result.value);
    try {
      simulation.agent.yielding = true;
      simulation.agent.site = site;
      const sent = yield value;
      completion = sent instanceof ReturnRequest ? 'return' : 'next';
      received = sent instanceof ReturnRequest ? sent.value : sent;
    } catch (error) {
      completion = 'throw';
      received = error;
    }
  }
}

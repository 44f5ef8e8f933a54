// Generators of deep files. Called by deep code, a generator function makes an object whose code is the generator form: what it yields itself and where
// it stops before an access are told apart by `$.d`. Deep code that calls `next` stops with it; for all others the object is an ordinary generator, whose
// accesses are atomic.

import { apply, getPrototypeOf } from '../natives';
import { simulation } from '../simulation';
import { type Body, invoke } from './enter';
import { FieldOn } from './field-on';
import { passOver } from './stop';
import { GeneratorTwin, named, nativeTwin, putTwin, type TwinBody } from './twins';

type Completion = 'next' | 'throw' | 'return';
type Result = IteratorResult<unknown, unknown>;
type Methods = Readonly<Record<Completion, (value?: unknown) => Result>>;

const GeneratorPrototype = getPrototypeOf(function* () {}).prototype as Methods & object;
const natives: Methods = {
  next: GeneratorPrototype.next,
  throw: GeneratorPrototype.throw,
  return: GeneratorPrototype.return,
};

const step = (body: Body, completion: Completion, value: unknown): Result =>
  apply(natives[completion] as never, body, [value]);

/** A result of an inner iterator, which `yield*` hands on as it is. */
class Handed {
  constructor(readonly result: object) {}
}

const handedOn = (result: Result): Result =>
  result.value instanceof Handed ? (result.value.result as Result) : result;

/** What the ordinary generator object delegates to: all that it is asked for it asks the generator form. */
class Link implements Iterator<unknown, unknown, unknown> {
  private primed = false;
  private priming = false;

  constructor(readonly body: Body) {}

  [Symbol.iterator](): this {
    return this;
  }

  /** The object stands at its `yield*` from now on. */
  prime(object: object): void {
    if (this.primed) return;
    this.primed = true;
    this.priming = true;
    try {
      const { done } = apply(natives.next as never, object, []) as Result;
      // It was ended before it was started.
      if (done) step(this.body, 'return', undefined);
    } finally {
      this.priming = false;
    }
  }

  private ask(completion: Completion, value: unknown): Result {
    this.primed = true;
    let result = step(this.body, completion, value);
    while (!result.done && result.value === simulation.deep) {
      try {
        passOver(simulation.agent.access as never);
      } catch (error) {
        result = step(this.body, 'throw', error);
        continue;
      }
      result = step(this.body, 'next', undefined);
    }
    return handedOn(result);
  }

  next(value: unknown): Result {
    return this.priming ? { value: undefined, done: false } : this.ask('next', value);
  }

  throw(value: unknown): Result {
    return this.ask('throw', value);
  }

  return(value: unknown): Result {
    return this.ask('return', value);
  }
}

const driver = function* (link: Link): Generator<unknown, unknown, unknown> {
  return yield* link;
};

class Linked extends FieldOn {
  #link: Link;
  constructor(object: object, link: Link) {
    super(object);
    this.#link = link;
  }
  static of(object: unknown): Link | null {
    return typeof object === 'object' && object !== null && #link in object ? (object as Linked).#link : null;
  }
}

/** Whether its steps can be entered. */
export const isDeepGenerator = (value: unknown): boolean => Linked.of(value) !== null;

/** `$.generatorObject`: the object that a generator function returns. @param body its generator form, called */
export function generatorObject(body: Body, { prototype }: { readonly prototype?: unknown }): object {
  const link = new Link(body);
  const made = driver(link);
  const isObject = (typeof prototype === 'object' && prototype !== null) || typeof prototype === 'function';
  Object.setPrototypeOf(made, isObject ? (prototype as object) : GeneratorPrototype);
  new Linked(made, link);
  return made;
}

/** `$.generatorTwin`: a generator function and its generator form. */
export function generatorTwin<F extends Function>(plain: F, body: TwinBody, name?: unknown): F {
  putTwin(plain, new GeneratorTwin((self, args) => generatorObject(apply(body as never, self, args as never), plain)));
  return name === undefined ? plain : (named(plain as never, name) as never);
}

/** `$.generatorTwinWith`: the same for one that sees itself under its name. */
export function generatorTwinWith<F extends Function>(plain: F, made: (plain: F) => TwinBody): F {
  return generatorTwin(plain, made(plain));
}

function* stepping(object: object, link: Link, completion: Completion, value: unknown): Body {
  link.prime(object);
  let result = step(link.body, completion, value);
  while (!result.done && result.value === simulation.deep) {
    let failed: { readonly error: unknown } | null = null;
    try {
      yield simulation.deep;
    } catch (error) {
      failed = { error };
    }
    result = failed === null ? step(link.body, 'next', undefined) : step(link.body, 'throw', failed.error);
  }
  return handedOn(result);
}

for (const completion of ['next', 'throw', 'return'] as const)
  nativeTwin(natives[completion], (self, [value]) => {
    const link = Linked.of(self);
    return link === null ? null : stepping(self as object, link, completion, value);
  });

/** A step of the inner iterator of a `yield*`, entered. */
function* asking(iterator: Record<Completion, unknown>, method: unknown, args: unknown[]): Body {
  const result = yield* invoke(iterator, method, args);
  if (Object(result) !== result) throw new TypeError(`Iterator result ${String(result)} is not an object`);
  return result;
}

/**
 * `$.delegating`: what a generator delegates to in its generator form, `yield* _$.delegating(iterator)`: the iterator, whose steps may stop. What it yields
 * is `$.d`, or the result that the consumer gets as it is.
 */
class Delegation implements Iterator<unknown, unknown, unknown> {
  private running: Body | null = null;
  private readonly method: unknown;

  constructor(private readonly iterator: Record<Completion, unknown>) {
    this.method = iterator.next;
  }

  [Symbol.iterator](): this {
    return this;
  }

  private go(completion: 'next' | 'throw', value: unknown): Result {
    const { done, value: result } = step(this.running as Body, completion, value);
    if (!done) return { value: result, done: false };
    this.running = null;
    const inner = result as Result;
    return inner.done ? { value: inner.value, done: true } : { value: new Handed(inner), done: false };
  }

  next(value: unknown): Result {
    if (this.running !== null) return this.go('next', value);
    this.running = asking(this.iterator, this.method, [value]);
    return this.begin();
  }

  throw(error: unknown): Result {
    if (this.running !== null) return this.go('throw', error);
    const method = this.iterator.throw;
    this.running = method === undefined || method === null ? this.refusing() : asking(this.iterator, method, [error]);
    return this.begin();
  }

  return(value: unknown): Result {
    const method = this.iterator.return;
    if (method === undefined || method === null) return { value, done: true };
    this.running = asking(this.iterator, method, [value]);
    return this.begin();
  }

  private begin(): Result {
    try {
      return this.go('next', undefined);
    } catch (error) {
      this.running = null;
      throw error;
    }
  }

  private *refusing(): Body {
    const method = this.iterator.return;
    if (method !== undefined && method !== null) yield* asking(this.iterator, method, []);
    throw new TypeError("The iterator does not provide a 'throw' method.");
  }
}

export const delegating = (iterator: object): Iterator<unknown, unknown, unknown> =>
  new Delegation(iterator as Record<Completion, unknown>);

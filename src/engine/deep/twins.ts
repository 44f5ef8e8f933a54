// Twins: a function of a deep file has a second form, a generator that stops before each access to shared memory. It is kept in a private
// field of the plain function, which nobody else can see, so the function stays what it was; 3 ns in place of 20 for a WeakMap.

import { apply } from '../natives';
import { simulation } from '../simulation';
import { FieldOn } from './field-on';

/** The generator form of a function. */
export type TwinBody = (...args: never[]) => Generator<unknown, unknown, unknown>;

/** That of an arrow function which uses `this`. */
class ArrowTwin {
  constructor(
    readonly body: TwinBody,
    /** `this` of the place where the function was made. */
    readonly self: unknown,
  ) {}
}

/** That of a function of the realm. */
class NativeTwin {
  constructor(readonly form: NativeForm) {}
}

/** That of a generator function: what makes the object. */
export class GeneratorTwin {
  constructor(readonly make: (self: unknown, args: readonly unknown[]) => object) {}
}

/** That of a class; see classes.ts. */
export class ClassTwin {
  constructor(
    /** By which its own code knows the class. */
    readonly token: number,
    readonly derived: boolean,
    /** Its constructor asks whether the object is made bare. */
    readonly hasHead: boolean,
    /** The code of the constructor. */
    readonly body: TwinBody | null,
    /** Initialises those fields that are left out bare. */
    readonly fields: TwinBody | null,
  ) {}
}

/** One field, and no object around the usual one: files make closures by the thousand. */
export type Twin = TwinBody | ArrowTwin | NativeTwin | GeneratorTwin | ClassTwin;

/** The form of a function of the realm that calls others or touches memory. Sets `simulation.deep.in` if what it returns is a generator. */
export type NativeForm = (
  self: unknown,
  args: readonly unknown[],
  site: number,
) => Generator<unknown, unknown, unknown> | null;

type Body = Generator<unknown, unknown, unknown>;

type AnyFunction = (...args: never[]) => unknown;

class Slot extends FieldOn {
  #twin: Twin;

  constructor(holder: object, twin: Twin) {
    super(holder);
    this.#twin = twin;
  }

  static of(holder: object): Twin | undefined {
    return #twin in holder ? (holder as Slot).#twin : undefined;
  }

  static put(holder: object, twin: Twin): void {
    if (#twin in holder) (holder as Slot).#twin = twin;
    else new Slot(holder, twin);
  }
}

export const twinOf = (holder: object): Twin | undefined => Slot.of(holder);

/** The generator of a call; null if the function itself has to be called. */
export function bodyOfTwin(twin: Twin, self: unknown, args: readonly unknown[], site: number): Body | null {
  if (typeof twin === 'function') return apply(twin as (...args: unknown[]) => Body, self, args as unknown[]);
  if (twin instanceof NativeTwin) return twin.form(self, args, site);
  return twin instanceof ArrowTwin
    ? apply(twin.body as (...args: unknown[]) => Body, twin.self, args as unknown[])
    : null;
}

/** A function of a file, and not one of the realm, whose call is a generator. */
export const isOfFile = (twin: Twin): boolean => typeof twin === 'function' || twin instanceof ArrowTwin;

/** Gives a function or a class its generator form. */
export function putTwin(holder: object, own: Twin): void {
  simulation.deep.loaded = true;
  Slot.put(holder, own);
}

/** `$.twin`: `plain` has a generator form. @param name what an anonymous function is called by its place */
export function twin<F extends AnyFunction>(plain: F, body: TwinBody, name?: unknown): F {
  simulation.deep.loaded = true;
  Slot.put(plain, body);
  return name === undefined ? plain : named(plain, name);
}

/** `$.arrowTwin`: the same for an arrow function. @param self what `this` is in it */
export function arrowTwin<F extends AnyFunction>(plain: F, body: TwinBody, self: unknown, name?: unknown): F {
  simulation.deep.loaded = true;
  Slot.put(plain, new ArrowTwin(body, self));
  return name === undefined ? plain : named(plain, name);
}

/** `$.twinWith`: the generator form of a function expression that has a name, which it sees under that name. */
export function twinWith<F extends AnyFunction>(plain: F, made: (plain: F) => TwinBody): F {
  return twin(plain, made(plain));
}

/** `$.arrowOnly` and `$.functionOnly`: a function that was compiled as a generator only. `run` runs it to its end. */
export function formsOnly(run: (body: Generator<unknown, unknown, unknown>) => unknown) {
  return {
    arrowOnly(body: TwinBody, length: number, name: unknown, self: unknown): AnyFunction {
      const plain = (...args: never[]) => run(Reflect.apply(body, self, args));
      return arrowTwin(Object.defineProperty(plain, 'length', { value: length }), body, self, name);
    },
    functionOnly(body: TwinBody, length: number, name: unknown): AnyFunction {
      const plain = function (this: unknown, ...args: never[]) {
        return run(Reflect.apply(body, this, args));
      };
      return twin(Object.defineProperty(plain, 'length', { value: length }), body, name);
    },
  };
}

/** Gives a function of the realm its form. */
export function nativeTwin(native: unknown, form: NativeForm): void {
  if (typeof native === 'function') Slot.put(native, new NativeTwin(form));
}

/** As SetFunctionName (ECMAScript 10.2.9). */
export function named<F extends AnyFunction>(plain: F, name: unknown): F {
  const value =
    typeof name === 'symbol' ? (name.description === undefined ? '' : `[${name.description}]`) : String(name);
  return Object.defineProperty(plain, 'name', { value });
}

// Classes of deep files, as deep code constructs them. A class is the only place that can install its own fields and private members, so an object is
// made in two steps: *bare*, by the real constructor, which then leaves out its own code and what its fields are initialised with; then by
// generators, which do just that and can stop. `super(…)` constructs the parent in the same way, and hands the object on.
//
//   class C { f = g(); constructor() { … } }
//   class C { f = _d.bare !== null && _$.bare(1) ? void 0 : g(); constructor() { if (_d.bare !== null && _$.bare(1)) return _$.bareObject(1); … } }

import { apply, getPrototypeOf, construct as reflectConstruct } from '../natives';
import { simulation } from '../simulation';
import { atomically } from './drive';
import { ClassTwin, putTwin, type TwinBody, twin, twinOf } from './twins';

type Body = Generator<unknown, unknown, unknown>;

type Construct = Function & { readonly prototype: object };

/** An object that is made bare. */
export class Bare {
  /** The code of the class itself was reached; the next time it is a parent's turn. */
  private begun = false;

  constructor(
    private readonly own: ClassTwin,
    /** The parent has made it already. */
    readonly object: object | undefined,
    private readonly parents: ReadonlySet<number>,
    /** Those of `super(…)`. */
    readonly args: readonly unknown[],
  ) {}

  concerns(token: number): boolean {
    return this.own.token === token || this.parents.has(token);
  }

  /** Whether it is the turn of the class itself, and not that of a parent. */
  begins(token: number): boolean {
    if (this.begun || this.own.token !== token || !this.own.hasHead) return false;
    this.begun = true;
    return true;
  }
}

/** `$.bare`: whether the class with that number is constructed bare. Only asked if `$.d.bare` is not null. */
export const isBare = (token: number): boolean => simulation.deep.bare?.concerns(token) === true;

/** `$.bareOwn`: whether the class has to call its parent. */
export const isBareOwn = (token: number): boolean => simulation.deep.bare?.begins(token) === true;

/** `$.bareObject`: what a constructor returns: undefined for the object that it makes itself. */
export function bareObject(token: number): object | undefined {
  return simulation.deep.bare?.begins(token) ? undefined : simulation.deep.bare?.object;
}

/** The numbers of the classes whose code a class runs through when it is constructed. */
function tokensFrom(callee: object | null): Set<number> {
  const tokens = new Set<number>();
  for (let place = callee; typeof place === 'function'; place = getPrototypeOf(place) as object | null) {
    const own = twinOf(place);
    if (!(own instanceof ClassTwin)) break;
    tokens.add(own.token);
  }
  return tokens;
}

const NOBODY: ReadonlySet<number> = new Set();

/** Runs the real constructor without its code. */
function makeBare(callee: Function, bare: Bare, args: readonly unknown[], target: Function): object {
  const outer = simulation.deep.bare;
  simulation.deep.bare = bare;
  try {
    return reflectConstruct(callee, args as unknown[], target) as object;
  } finally {
    simulation.deep.bare = outer;
  }
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** As strict functions have it. */
function argumentsOf(this: unknown): IArguments {
  // biome-ignore lint/complexity/noArguments: the object itself is wanted
  return arguments;
}

/** `new callee(…args)` of a class of a deep file. @param target `new.target` */
export function* constructClass(callee: Construct, own: ClassTwin, args: readonly unknown[], target: Function): Body {
  if (own.derived) return yield* derive(callee, own, args, target);
  const made = makeBare(callee, new Bare(own, undefined, NOBODY, args), args, target);
  if (own.fields !== null) yield* apply(own.fields as never, made, []) as Body;
  if (own.body === null) return made;
  const values = [target, apply(argumentsOf, undefined, args as unknown[]), undefined, undefined, undefined, undefined];
  const result = yield* apply(own.body as never, made, [...values, ...args]) as Body;
  return isObject(result) ? result : made;
}

/** Of a class that extends another: `this` is there when `super()` has returned. */
function* derive(callee: Construct, own: ClassTwin, args: readonly unknown[], target: Function): Body {
  let self: object | undefined;
  const bound = (): object => {
    if (self !== undefined) return self;
    throw new ReferenceError(
      "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
    );
  };
  function* constructParent(given: readonly unknown[]): Body {
    const parent = getPrototypeOf(callee) as Construct | null;
    const above = parent === null ? undefined : twinOf(parent);
    const deepParent = above instanceof ClassTwin ? above : null;
    const object =
      deepParent === null ? undefined : yield* constructClass(parent as Construct, deepParent, given, target);
    const bare = new Bare(own, object as object | undefined, deepParent ? tokensFrom(parent) : NOBODY, given);
    // Without code of its own the class hands its arguments on itself.
    const made = makeBare(callee, bare, own.hasHead ? args : given, target);
    if (self !== undefined) throw new ReferenceError('Super constructor may only be called once');
    self = made;
    if (own.fields !== null) yield* apply(own.fields as never, made, []) as Body;
    return made;
  }
  if (own.body === null) return yield* constructParent(args);
  const parentCall = twin((...given: unknown[]) => atomically(constructParent(given)), ((...given: unknown[]) =>
    constructParent(given)) as never);
  const home = callee.prototype;
  const values = [
    target,
    apply(argumentsOf, undefined, args as unknown[]),
    bound,
    parentCall,
    (key: PropertyKey) => Reflect.get(getPrototypeOf(home) as object, key, bound()),
    (key: PropertyKey, value: unknown) => {
      if (Reflect.set(getPrototypeOf(home) as object, key, value, bound())) return value;
      throw new TypeError(`Cannot assign to read only property '${String(key)}' of object`);
    },
  ];
  const result = yield* apply(own.body as never, undefined, [...values, ...args]) as Body;
  if (isObject(result)) return result;
  if (result !== undefined) throw new TypeError('Derived constructors may only return object or undefined');
  return bound();
}

/** `$.classTwin`: how deep code constructs a class. @param token number of the class, by which its code knows it */
export function classTwin(
  holder: object,
  token: number,
  derived: boolean,
  hasHead: boolean,
  body: TwinBody | null,
  fields: TwinBody | null,
): void {
  putTwin(holder, new ClassTwin(token, derived, hasHead, body, fields));
}

/** `$.withoutFields`: takes away what the bare object has got in place of fields that are initialised now. */
export function withoutFields(object: object, keys: readonly PropertyKey[]): void {
  for (let i = keys.length - 1; i >= 0; i--) Reflect.deleteProperty(object, keys[i] as PropertyKey);
}

/** `$.field`: CreateDataPropertyOrThrow, as a field does it. */
export function defineField(object: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

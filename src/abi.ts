// What the parts share: types only, no code and no imports. Instrumented code calls the realm's runtime object, `lockstep`, the preset and the checkers
// find it under `Symbol.for('lockstep.runtime')`; docs/design/runtime-abi.md says what each entry means. `src/runtime.ts` makes the object.

/** `a` await, `f` async function or async generator, `y` yield of an async generator, `r`/`w` read/write of shared state,
 *  `m` method call on a collection, `l` loop, `t` timer or other host call, `d` deadline: a time-out that only gives up. */
export type SiteKind = 'a' | 'f' | 'y' | 'r' | 'w' | 'm' | 'l' | 't' | 'd';

export interface Site {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 0-based, as Babel counts. */
  readonly column: number;
  /** Name of the enclosing function; '' at the top level of a module. */
  readonly function: string;
  readonly kind: SiteKind;
  /** The source text at the site, shortened to 60 characters; for `r` and `w` the name of what is accessed (`account.balance`). */
  readonly text: string;
}

/** What an instrumented file says of itself when it is loaded (emitted by babel-plugin-lockstep). */
export interface FileInfo {
  /** Version of the ABI that the file was compiled for. */
  readonly v: number;
  /** Path of the source, relative to Babel's root, with forward slashes. */
  readonly name: string;
  /** Hash of the source text, to name changed sources at replay. */
  readonly hash: string;
  /** 1 if a pragma in the file says that it is environment code, 0 if it says that it is not. */
  readonly env?: 0 | 1;
  /** Sites, flattened: kind, line, column, function, text, kind, line, … */
  readonly s: readonly (string | number)[];
}

/** The body of an async function, compiled to a generator. */
export type Body = Generator<unknown, unknown, unknown>;

/** A scope of `using` and `await using`. */
export interface DisposableScope {
  /** What the next step has to wait for. */
  readonly value: unknown;
  use<Resource>(resource: Resource): Resource;
  useAsync<Resource>(resource: Resource): Resource;
  fail(error: unknown): void;
  pending(): boolean;
  end(): void;
  disposeAll(): void;
}

/** What recorders and generators of the checkers ask of an iteration. `lockstep` and the preset find more here: the functions that they export. */
export interface IterationApi {
  /** True while a schedule is being run. */
  isControlledRun(): boolean;
  /** An environment operation of its own. */
  pause(label?: string): Promise<void>;
  /** The schedule step that runs; -1 outside an iteration. */
  step(): number;
  /** Another number in each iteration, the same one when it is run again; null outside. */
  iterationSeed(): number | null;
  /** How often it was asked in the iteration. */
  nextStream(): number;
  /** Another number in each iteration, and each time it is run; -1 outside. */
  iteration(): number;
  /** An operation touches a structure that tasks share, or the part of it that `key` names. `name` is what reports call it. */
  access(structure: object, key: unknown, isWrite: boolean, value: unknown, name: string): void;
}

type HostFunction = (...args: never[]) => unknown;

/** Entries that stand for globals, members of globals and core modules. */
export interface HostBindings {
  readonly setTimeout: HostFunction;
  readonly clearTimeout: HostFunction;
  readonly setInterval: HostFunction;
  readonly clearInterval: HostFunction;
  readonly setImmediate: HostFunction;
  readonly clearImmediate: HostFunction;
  readonly queueMicrotask: HostFunction;
  readonly Date: DateConstructor;
  readonly performance: { now(): number };
  readonly Atomics: typeof Atomics;
  readonly crypto: object | undefined;
  readonly structuredClone: HostFunction;
  readonly MessageChannel: HostFunction;
  readonly BroadcastChannel: HostFunction;
  readonly navigator: object;
  readonly WeakRef: WeakRefConstructor;
  /** The global object. */
  readonly realm: object;
  /** What members of a global object are read from. */
  own(owner: unknown): unknown;
  /** What members of a global object are called on. */
  calls(owner: unknown): unknown;
  /** The controlled form of a core module. */
  module(name: string, loaded: unknown): unknown;
}

type AnyFunction = (...args: never[]) => unknown;

/** The generator form of a function of a deep file. */
type TwinBody = (...args: never[]) => Body;

/** The realm's runtime object. */
export interface Runtime extends HostBindings {
  readonly abi: number;
  file(info: FileInfo): number;
  view(base: number): object;
  run(body: Body, site: number): PromiseLike<unknown>;
  call(body: (...args: unknown[]) => Body, self: unknown, args: ArrayLike<unknown>, site: number): PromiseLike<unknown>;
  direct(value: unknown, object?: unknown, key?: string): unknown;
  at(value: unknown, site: number): unknown;
  generator(body: Body, site: number, outer?: { prototype?: unknown }): object;
  yielded(value: unknown, site: number): unknown;
  delegate(iterable: unknown, site: number): Body;
  iterate(iterable: unknown): object;
  closeIterator(iterator: object): unknown;
  superMethod(method: unknown, self: unknown, place: string, optional?: boolean): HostFunction | undefined;
  disposables(): DisposableScope;
  readonly Promise: PromiseConstructor;
  /** Whether accesses are tracked. */
  readonly t: { readonly on: boolean };
  read(object: unknown, key: unknown, site: number, value?: unknown): void;
  write(object: unknown, key: unknown, site: number, value?: unknown): void;
  method(object: unknown, name: string, key: unknown, site: number): void;
  variable(name: string, isWrite: boolean, site: number, value?: unknown): void;
  loop(site: number): void;
  timer(name: 'setTimeout' | 'setInterval' | 'setImmediate', site: number, ...owners: readonly unknown[]): HostFunction;
  /** What generators of deep mode yield, and the switches of that mode. */
  readonly d: {
    readonly on: boolean;
    readonly look: boolean;
    readonly in: boolean;
    readonly bare: object | null;
    readonly getters: ReadonlySet<PropertyKey>;
    readonly setters: ReadonlySet<PropertyKey>;
  };
  twin<F extends AnyFunction>(plain: F, body: TwinBody, name?: unknown): F;
  arrowTwin<F extends AnyFunction>(plain: F, body: TwinBody, self: unknown, name?: unknown): F;
  twinWith<F extends AnyFunction>(plain: F, made: (plain: F) => TwinBody): F;
  generatorTwin<F extends AnyFunction>(plain: F, body: TwinBody, name?: unknown): F;
  generatorTwinWith<F extends AnyFunction>(plain: F, made: (plain: F) => TwinBody): F;
  generatorObject(body: Body, plain: { readonly prototype?: unknown }): object;
  delegating(iterator: object): Iterator<unknown, unknown, unknown>;
  classTwin(
    holder: object,
    token: number,
    derived: boolean,
    hasHead: boolean,
    body: TwinBody | null,
    fields: TwinBody | null,
  ): void;
  bare(token: number): boolean;
  bareOwn(token: number): boolean;
  bareObject(token: number): object | undefined;
  field(object: object, key: PropertyKey, value: unknown): void;
  withoutFields(object: object, keys: readonly PropertyKey[]): void;
  twins<O extends object>(holder: O, ...members: readonly unknown[]): O;
  arrowOnly(body: TwinBody, length: number, name: unknown, self: unknown): AnyFunction;
  functionOnly(body: TwinBody, length: number, name: unknown): AnyFunction;
  into(self: unknown, callee: unknown, args: unknown[], text: string, site?: number): unknown;
  construct(callee: unknown, args: unknown[], text: string): unknown;
  get(object: unknown, key: PropertyKey, site?: number): unknown;
  set(object: unknown, key: PropertyKey, value: unknown): unknown;
  touch(array: unknown, index: unknown, writes: boolean, site: number): boolean;
  touchAll(array: unknown, site: number): boolean;
  passed(array: unknown, index: unknown, writes: boolean, site: number): void;
  take(object: unknown, key: PropertyKey, isTracked: boolean, site: number): unknown;
  put(object: unknown, key: PropertyKey, value: unknown, isTracked: boolean, site: number): unknown;
  putSloppily(object: unknown, key: PropertyKey, value: unknown, isTracked: boolean, site: number): unknown;
  iterateSync(iterable: unknown, delegates?: boolean): unknown;
  spread(iterable: unknown, most?: number): unknown;
  closeSync(iterator: { return?: unknown }, threw: boolean): Generator<unknown, void, unknown>;
  deepRun(body: Body, site: number): PromiseLike<unknown>;
  deepCall(
    body: (...args: unknown[]) => Body,
    self: unknown,
    args: ArrayLike<unknown>,
    site: number,
  ): PromiseLike<unknown>;
  deepStart(body: Body, site: number): Body;
  deepStartCall(body: (...args: unknown[]) => Body, self: unknown, args: ArrayLike<unknown>, site: number): Body;
  program(body: Body): void;
  atomically(body: Body): unknown;
  strings(strings: TemplateStringsArray): TemplateStringsArray;
  key(value: unknown): PropertyKey;
  parent(object: object): object | null;
  readonly api: IterationApi;
}

/** A global object, as far as the runtime is looked for in it. */
export type Realm = Readonly<Record<symbol, Runtime | undefined>>;

// What `util.types` says of values that stand for native ones. Node's object is one for all realms of a process, so it is extended once, from
// outside the sandbox, and each realm tells it how to know its own: by prototypes, held weakly, since realms come and go.

import { types } from './natives';

const KEY = Symbol.for('lockstep.types');

export type NativeKind = 'Promise' | 'AsyncFunction' | 'AsyncGeneratorFunction' | 'AsyncGenerator' | 'other';

/** The predicates, and the kinds for which they hold as well. */
const PREDICATES = {
  isPromise: ['Promise'],
  isAsyncFunction: ['AsyncFunction', 'AsyncGeneratorFunction'],
  isGeneratorFunction: ['AsyncGeneratorFunction'],
  isGeneratorObject: ['AsyncGenerator'],
} as const satisfies Record<string, readonly NativeKind[]>;

type Predicate = (value: unknown) => boolean;

interface Extension {
  /** As they were. */
  readonly native: Readonly<Record<keyof typeof PREDICATES, Predicate>>;
  /** How values that inherit from an object are told apart. */
  readonly families: WeakMap<object, (value: unknown) => NativeKind>;
}

const extension = (): Extension | undefined => (types as { [KEY]?: Extension })[KEY];

/** A real promise of this realm or of another, none of ours. Objects that only inherit from Promise.prototype are plain thenables. */
export const isNativePromise: (value: object) => value is Promise<unknown> = (extension()?.native.isPromise ??
  types.isPromise) as never;

function kindIn(families: Extension['families'], value: unknown): NativeKind {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return 'other';
  for (let object: object | null = value; object !== null; object = Object.getPrototypeOf(object) as object | null) {
    const tell = families.get(object);
    if (tell !== undefined) return tell(value);
  }
  return 'other';
}

/** Extends `util.types` of this process; once, outside the sandbox. */
export function extendTypes(): void {
  if (extension() !== undefined) return;
  const { isPromise, isAsyncFunction, isGeneratorFunction, isGeneratorObject } = types;
  const native: Extension['native'] = { isPromise, isAsyncFunction, isGeneratorFunction, isGeneratorObject };
  const families: Extension['families'] = new WeakMap();
  for (const [name, kinds] of Object.entries(PREDICATES) as [keyof typeof PREDICATES, readonly NativeKind[]][]) {
    const { [name]: value } = {
      [name]: (value: unknown) => native[name](value) || kinds.includes(kindIn(families, value)),
    };
    Object.defineProperty(types, name, { value, writable: true, configurable: true, enumerable: true });
  }
  Object.defineProperty(types, KEY, { value: { native, families } satisfies Extension });
}

/** Values that inherit from `prototype` are what `tell` says. Nothing happens where `util.types` is not extended. */
export function registerFamily(prototype: object, tell: (value: unknown) => NativeKind): void {
  extension()?.families.set(prototype, tell);
}

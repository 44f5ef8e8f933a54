// Objects of the realm that are looked through. They may belong to more than this realm (Node's `crypto` and `performance` are shared), so they
// stay as they are. The code under control sees another object, which holds what the realm's holds, with controlled forms in the place of some values.

import { originalOf } from '../engine/stand-ins';

export interface Forms {
  /** The controlled form of a value that the object holds. */
  readonly values: ReadonlyMap<unknown, unknown>;
  /** What is read under a name, made of what the object holds there. */
  readonly computed?: Readonly<Record<string, (value: unknown) => unknown>>;
}

/** The realm's own functions never find their way back: a spy that is restored puts the native function into its place. */
function nativeOf(value: unknown): unknown {
  return typeof value === 'function' ? originalOf(value) : value;
}

/** `native` as the code under control sees it. What is written to it, is written to `native`. */
export function lookThrough<T extends object>(native: T, { values, computed = {} }: Forms): T {
  const formOf = (key: PropertyKey, value: unknown): unknown =>
    typeof key === 'string' && Object.hasOwn(computed, key)
      ? computed[key]?.(value)
      : values.has(value)
        ? values.get(value)
        : value;
  // The proxy's own target is empty: properties of `native` that cannot be configured may have other forms.
  return new Proxy({} as T, {
    get: (_, key) => formOf(key, Reflect.get(native, key, native)),
    set: (_, key, value) => Reflect.set(native, key, nativeOf(value), native),
    has: (_, key) => Reflect.has(native, key),
    deleteProperty: (_, key) => Reflect.deleteProperty(native, key),
    ownKeys: () => Reflect.ownKeys(native),
    getPrototypeOf: () => Reflect.getPrototypeOf(native),
    defineProperty(_, key, descriptor) {
      const plain = 'value' in descriptor ? { ...descriptor, value: nativeOf(descriptor.value) } : descriptor;
      return Reflect.defineProperty(native, key, plain);
    },
    getOwnPropertyDescriptor(_, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(native, key);
      if (descriptor === undefined) return undefined;
      const { get } = descriptor;
      if (get !== undefined)
        return { ...descriptor, get: () => formOf(key, Reflect.apply(get, native, [])), configurable: true };
      return { ...descriptor, value: formOf(key, descriptor.value), configurable: true };
    },
  });
}

type AnyFunction = (...args: unknown[]) => unknown;

/** The methods of an object, up to the Object.prototype of the realm that it comes from. */
export function methodsOf(native: object): Set<AnyFunction> {
  const found = new Set<AnyFunction>();
  for (let object = native, next: object | null; ; object = next) {
    next = Object.getPrototypeOf(object) as object | null;
    if (next === null) return found;
    for (const key of Reflect.ownKeys(object)) {
      const { value } = Object.getOwnPropertyDescriptor(object, key) as PropertyDescriptor;
      if (typeof value === 'function' && key !== 'constructor') found.add(value as AnyFunction);
    }
  }
}

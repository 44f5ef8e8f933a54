// Functions that stand for functions of the realm. Their text is that of what they stand for: libraries look for `[native code]` in it.

const originals = new WeakMap<object, object>();

/** `controlled` stands for `native` from now on, and has its name and length. */
export function standFor<F extends object>(controlled: F, native: object | undefined): F {
  if (native === undefined) return controlled;
  for (const key of ['name', 'length']) {
    const descriptor = Object.getOwnPropertyDescriptor(native, key);
    if (descriptor !== undefined) Object.defineProperty(controlled, key, descriptor);
  }
  originals.set(controlled, native);
  return controlled;
}

/** What `value` stands for, or itself. */
export function originalOf(value: object): object {
  return originals.get(value) ?? value;
}

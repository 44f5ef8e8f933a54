// The names that mean something else in a worker than in the main agent. All other names are the realm's: built-in objects are shared by all
// agents of the realm, so `instanceof` holds across them.

/**
 * @param names what the worker has of its own
 * @returns an object for a scope around its modules, which has the names and what the worker's code adds to its global object
 */
export function workerScope(names: Readonly<Record<string, unknown>>): object {
  const realm = globalThis as unknown as Record<PropertyKey, unknown>;
  // A prototype of its own: libraries change that of a global object.
  const scope = Object.create(Object.create(Object.getPrototypeOf(realm))) as Record<PropertyKey, unknown>;
  const global = new Proxy(scope, {
    get: (own, key) => (key in own ? own[key] : realm[key]),
    has: (own, key) => key in own || key in realm,
    // What the realm has is not told as a property of the target, which has it not.
    getOwnPropertyDescriptor(own, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(own, key) ?? Reflect.getOwnPropertyDescriptor(realm, key);
      return descriptor === undefined ? undefined : { ...descriptor, configurable: true };
    },
    ownKeys: (own) => [...new Set([...Reflect.ownKeys(realm), ...Reflect.ownKeys(own)])],
  });
  // Free names are looked up in the scope: nothing of it is hidden from `with`.
  Object.assign(scope, names, { globalThis: global, global });
  return scope;
}

// What a controlled function shows of the function whose place it takes: its name and length, and nothing that the realm's own has not.

const PROMISIFIED = Symbol.for('nodejs.util.promisify.custom');

/** Gives `controlled` the name and the length of `native`, where there is one. */
export function looksLike<F extends object>(controlled: F, native: object | undefined): F {
  if (native === undefined) return controlled;
  for (const key of ['name', 'length']) {
    const descriptor = Object.getOwnPropertyDescriptor(native, key);
    if (descriptor !== undefined) Object.defineProperty(controlled, key, descriptor);
  }
  return controlled;
}

/** What `util.promisify` makes of `controlled`. jsdom's timers have no form of their own for it, so ours have none there. */
export function promisifiesTo(controlled: object, native: object | undefined, promised: unknown): void {
  if (native === undefined || !(PROMISIFIED in native)) return;
  Object.defineProperty(controlled, PROMISIFIED, { value: promised, configurable: true });
}

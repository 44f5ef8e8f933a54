// What `util.promisify` makes of a controlled timer function.

const PROMISIFIED = Symbol.for('nodejs.util.promisify.custom');

/** `controlled` has a promised form if `native` has one: jsdom's timers have none. */
export function promisifiesTo(controlled: object, native: object | undefined, promised: unknown): void {
  if (native === undefined || !(PROMISIFIED in native)) return;
  Object.defineProperty(controlled, PROMISIFIED, { value: promised, configurable: true });
}

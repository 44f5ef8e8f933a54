// Async functions that the plugin has made ordinary ones still answer as async functions: libraries look at Symbol.toStringTag,
// Object.prototype.toString and `constructor` (async, koa's and express's helpers) to tell callbacks from promises.

/** The text of what the plugin emits for an async function, an async arrow, or an async generator function. */
const EMITTED = /^(?:[^{=]|=(?!>))*(?:\{\s*(?:"use strict";\s*)?return|=>)\s+_\$\d*\.(run|call|generator)\(/;

/** A function that keeps an inner generator ends in the call that starts it. */
const EMITTED_AT_END = /\breturn _\$\d*\.(run|call|generator)\([^\n]*\);?\s*\}$/;
/** Characters that are searched at either end. */
const SEARCHED = 600;

const sourceOf = Function.prototype.toString;
const AsyncFunction: unknown = (async () => {}).constructor;
const AsyncGeneratorFunction: unknown = Object.getPrototypeOf(async function* () {}).constructor;

const kinds = new WeakMap<object, 'AsyncFunction' | 'AsyncGeneratorFunction' | 'other'>();

function kindOf(value: unknown): 'AsyncFunction' | 'AsyncGeneratorFunction' | 'other' {
  if (typeof value !== 'function') return 'other';
  const known = kinds.get(value);
  if (known !== undefined) return known;
  let kind: 'AsyncFunction' | 'AsyncGeneratorFunction' | 'other' = 'other';
  const text = sourceOf.call(value);
  const match = EMITTED.exec(text.slice(0, SEARCHED)) ?? EMITTED_AT_END.exec(text.slice(-SEARCHED));
  if (match !== null) kind = match[1] === 'generator' ? 'AsyncGeneratorFunction' : 'AsyncFunction';
  kinds.set(value, kind);
  return kind;
}

/**
 * Puts two accessors on the realm's Function.prototype. Looking at the function's text when somebody asks costs nothing where nobody
 * does; giving each closure another prototype would cost 100 ns per closure.
 */
export function tagFunctions(): void {
  const { prototype } = Function;
  if (Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag) !== undefined) return;
  Object.defineProperty(prototype, Symbol.toStringTag, {
    get(this: unknown) {
      const kind = kindOf(this);
      return kind === 'other' ? undefined : kind;
    },
    configurable: true,
  });
  let constructor: unknown = prototype.constructor;
  Object.defineProperty(prototype, 'constructor', {
    get(this: unknown) {
      const kind = kindOf(this);
      if (kind === 'other') return constructor;
      return kind === 'AsyncFunction' ? AsyncFunction : AsyncGeneratorFunction;
    },
    set(this: unknown, value: unknown) {
      if (this === prototype) constructor = value;
      else Object.defineProperty(this, 'constructor', { value, writable: true, enumerable: true, configurable: true });
    },
    configurable: true,
    enumerable: false,
  });
}

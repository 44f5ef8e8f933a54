// Which ordinary functions the plugin has made of async ones. Their text says so: looking at it when somebody asks costs nothing where nobody
// does; a mark on each closure would cost 100 ns per closure.

/** The text of what the plugin emits for an async function, an async arrow, or an async generator function. */
const EMITTED = /^(?:[^{=]|=(?!>))*(?:\{\s*(?:"use strict";\s*)?return|=>)\s+_\$\d*\.(run|call|generator)\(/;

/** A function that keeps an inner generator ends in the call that starts it. */
const EMITTED_AT_END = /\breturn _\$\d*\.(run|call|generator)\([^\n]*\);?\s*\}$/;
/** Characters that are searched at either end. */
const SEARCHED = 600;

/** The realm's own, which shows the text as it was emitted. */
export const textOf = Function.prototype.toString;

export type FunctionKind = 'AsyncFunction' | 'AsyncGeneratorFunction' | 'other';

const kinds = new WeakMap<object, FunctionKind>();

export function kindOf(value: unknown): FunctionKind {
  if (typeof value !== 'function') return 'other';
  const known = kinds.get(value);
  if (known !== undefined) return known;
  let kind: FunctionKind = 'other';
  const text = textOf.call(value);
  const match = EMITTED.exec(text.slice(0, SEARCHED)) ?? EMITTED_AT_END.exec(text.slice(-SEARCHED));
  if (match !== null) kind = match[1] === 'generator' ? 'AsyncGeneratorFunction' : 'AsyncFunction';
  kinds.set(value, kind);
  return kind;
}

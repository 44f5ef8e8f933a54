// Equality of values as a key: equal values have equal keys and different values different ones (as Map compares keys).

import { className, kindOf } from './kind';

/** A value whose equality cannot be seen from outside. */
export class NoKeyError extends TypeError {
  override readonly name = 'NoKeyError';
}

/** Marks an encoding, so that no string of the user is taken for one. */
const MARK = '\u0000';

/**
 * Primitives are their own key (NaN equals NaN, 0 equals -0, 1n differs from 1, undefined from null). Arrays, plain objects, Map, Set, Date, ArrayBuffer,
 * typed arrays and nested ones get a string: objects whatever the order of their properties, Map and Set whatever the order of their entries.
 * A hole of an array counts as undefined, a property that is undefined is not one that is missing, a Buffer is a Uint8Array.
 * Values of another realm equal those of this one.
 * @throws NoKeyError for functions, instances of classes, and values that contain themselves
 */
export function valueKey(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith(MARK) ? `${MARK}s${value}` : value;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
  return MARK + encode(value, []);
}

/** @param within what the value stands in, outermost first; the same list at the end as at the beginning */
function encode(value: unknown, within: object[]): string {
  switch (typeof value) {
    case 'string':
      return `"${value.length}:${value}`;
    case 'number':
      return `n${value};`;
    case 'bigint':
      return `i${value};`;
    case 'boolean':
      return value ? 'T' : 'F';
    case 'undefined':
      return 'U';
    case 'symbol':
      return encodeSymbol(value);
    case 'function':
      throw new NoKeyError(`a function (${value.name || 'anonymous'}) has no structural equality`);
    default:
      return value === null ? 'N' : encodeObject(value as object, within);
  }
}

function encodeObject(value: object, within: object[]): string {
  if (within.includes(value)) throw new NoKeyError('a value that contains itself has no structural equality');
  within.push(value);
  const text = encodeContents(value, within);
  within.pop();
  return text;
}

/** Every encoding says where it ends, so that no two different lists of encodings read alike when they stand in a row. */
function encodeContents(value: object, within: object[]): string {
  switch (kindOf(value)) {
    case 'array': {
      let text = '[';
      for (const item of value as readonly unknown[]) text += encode(item, within);
      return `${text}]`;
    }
    case 'map': {
      const entries = Array.from(value as Map<unknown, unknown>, ([key, item]) => {
        return `${encode(key, within)}=${encode(item, within)}`;
      });
      return `M${entries.sort().join('')}.`;
    }
    case 'set': {
      const items = Array.from(value as Set<unknown>, (item) => encode(item, within));
      return `S${items.sort().join('')}.`;
    }
    case 'date':
      return `D${(value as Date).getTime()};`;
    case 'array-buffer':
      return `B${new Uint8Array(value as ArrayBuffer).join()};`;
    case 'typed-array': {
      const tag = (value as { readonly [Symbol.toStringTag]: string })[Symbol.toStringTag];
      return `A${tag}:${Array.from(value as unknown as ArrayLike<number | bigint>, String).join()};`;
    }
    case 'record':
      return encodeRecord(value, within);
    default:
      throw new NoKeyError(
        `an instance of ${className(value) || 'a class'} may have hidden fields, so its equality cannot be seen`,
      );
  }
}

function encodeRecord(value: object, within: object[]): string {
  const record = value as Record<string | symbol, unknown>;
  let text = '{';
  for (const name of Object.keys(value).sort()) text += encode(name, within) + encode(record[name], within);
  const symbols = Object.getOwnPropertySymbols(value).filter((name) =>
    Object.prototype.propertyIsEnumerable.call(value, name),
  );
  const fields = symbols.map((name) => encodeSymbol(name) + encode(record[name], within));
  return `${text}${fields.sort().join('')}}`;
}

/** Symbols that are not registered, numbered as they come. */
const numbers = new WeakMap<symbol, number>();
let numbered = 0;

function encodeSymbol(value: symbol): string {
  const registered = Symbol.keyFor(value);
  if (registered !== undefined) return `@r${encode(registered, [])}`;
  let number = numbers.get(value);
  if (number === undefined) numbers.set(value, (number = numbered++));
  return `@${number};`;
}

// Equality of values as a key: equal values have equal keys and different values different ones (as Map compares keys).

/** A value whose equality cannot be seen from outside. */
export class NoKeyError extends TypeError {
  override readonly name = 'NoKeyError';
}

/** Marks an encoding, so that no string of the user is taken for one. */
const MARK = '\u0000';

/**
 * Primitives are their own key (NaN equals NaN, 0 equals -0, 1n differs from 1, undefined from null). Arrays, plain objects, Map, Set, Date, typed arrays
 * and nested ones get a string: objects whatever the order of their properties, Map and Set whatever the order of their entries.
 * @throws NoKeyError for functions, instances of classes, and values that contain themselves
 */
export function valueKey(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith(MARK) ? `${MARK}s${value}` : value;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
  return MARK + encode(value, []);
}

function encode(value: unknown, within: readonly object[]): string {
  switch (typeof value) {
    case 'string':
      return `"${value.length}:${value}`;
    case 'number':
      return `n${value === 0 ? 0 : value};`;
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

function encodeObject(value: object, within: readonly object[]): string {
  if (within.includes(value)) throw new NoKeyError('a value that contains itself has no structural equality');
  const inside = [...within, value];
  if (Array.isArray(value)) return `[${Array.from(value, (item) => encode(item, inside)).join('')}]`;
  if (value instanceof Map) {
    const entries = Array.from(value, ([key, item]) => `${encode(key, inside)}=${encode(item, inside)}`);
    return `M${entries.sort().join('')}.`;
  }
  if (value instanceof Set)
    return `S${Array.from(value, (item) => encode(item, inside))
      .sort()
      .join('')}.`;
  if (value instanceof Date) return `D${value.getTime()};`;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return `A${value.constructor.name}:${Array.from(value as unknown as ArrayLike<number | bigint>, String).join()};`;
  }
  return encodeRecord(value, inside);
}

function encodeRecord(value: object, inside: readonly object[]): string {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new NoKeyError(
      `an instance of ${value.constructor?.name || 'a class'} may have hidden fields, so its equality cannot be seen`,
    );
  }
  const names = Object.keys(value).sort();
  const record = value as Record<string, unknown>;
  return `{${names.map((name) => `${encode(name, inside)}${encode(record[name], inside)}`).join('')}}`;
}

const symbols = new Map<symbol, number>();

function encodeSymbol(value: symbol): string {
  const known = symbols.get(value) ?? symbols.size;
  symbols.set(value, known);
  return `@${known};`;
}

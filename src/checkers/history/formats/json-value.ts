// Values in JSON without loss: what JSON has no notation for is an object with one name that begins with `$`.

import { describeValue } from '../../values/describe';
import { kindOf } from '../../values/kind';
import { HistoryError } from '../history-error';
import { DEEPEST, isTooDeep } from './deepest';

/** A string (to pass over), or an integer of 16 digits and more; not the digits of a fraction. */
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+])-?\d{16,}(?![\d.eE])/g;
const LONG_DIGITS = /\d{16}/;
const MARKED = /"\$/;

/**
 * Parses JSON. Integers that a number cannot hold exactly become bigints, and marked objects (see `jsonValue`) what they stand for.
 * @throws HistoryError with the line if the text is no JSON
 */
export function parseJson(text: string, line: number): unknown {
  if (isTooDeep(text)) throw new HistoryError(`more than ${DEEPEST} collections inside each other`, line);
  const exact = LONG_DIGITS.test(text) ? text.replace(STRING_OR_LONG_INTEGER, markLongInteger) : text;
  try {
    const value: unknown = JSON.parse(exact);
    return MARKED.test(exact) ? unmark(value) : value;
  } catch (error) {
    if (error instanceof HistoryError) throw error;
    throw new HistoryError(`not valid JSON: ${(error as Error).message}`, line);
  }
}

function markLongInteger(token: string): string {
  if (token.startsWith('"') || Number.isSafeInteger(Number(token))) return token;
  return `{"$bigint":"${token}"}`;
}

/**
 * The value as JSON can hold it: `{$number: "NaN"}`, `{$undefined: true}`, `{$bigint: "5"}`, `{$date: …}`, `{$set: […]}`, `{$map: [[key, value], …]}`,
 * and `{$object: [[name, value], …]}` for an object that could be taken for one of these.
 * @throws HistoryError for functions, symbols, instances of classes and values that contain themselves
 */
export function jsonValue(value: unknown, within: readonly object[] = []): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return isOrdinary(value) ? value : { $number: Object.is(value, -0) ? '-0' : String(value) };
    case 'bigint':
      return { $bigint: String(value) };
    case 'undefined':
      return { $undefined: true };
    case 'object':
      return value === null ? null : jsonObject(value, within);
    default:
      throw new HistoryError(`JSON has no notation for ${describeValue(value)}`);
  }
}

/** Read back as it is: integers beyond 2^53 would become bigints. */
function isOrdinary(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) && !Object.is(value, -0) : Number.isFinite(value);
}

function jsonObject(value: object, within: readonly object[]): unknown {
  if (within.includes(value)) throw new HistoryError('JSON has no notation for a value that contains itself');
  const inside = [...within, value];
  const inner = (item: unknown) => jsonValue(item, inside);
  const pair = ([key, item]: [unknown, unknown]) => [inner(key), inner(item)];
  switch (kindOf(value)) {
    case 'array':
      return Array.from(value as unknown[], inner);
    case 'map':
      return { $map: Array.from(value as Map<unknown, unknown>, pair) };
    case 'set':
      return { $set: Array.from(value as Set<unknown>, inner) };
    case 'date':
      return { $date: (value as Date).getTime() };
    case 'record': {
      const entries = Object.entries(value);
      if (entries.length === 1 && entries[0]?.[0].startsWith('$')) return { $object: entries.map(pair) };
      return Object.fromEntries(entries.map(([name, item]) => [name, inner(item)]));
    }
    default:
      throw new HistoryError(`JSON has no notation for ${describeValue(value)}`);
  }
}

type Pairs = [unknown, unknown][];

const MARKS: Record<string, (content: unknown) => unknown> = {
  $number: Number,
  $undefined: () => undefined,
  $bigint: (digits) => BigInt(digits as string),
  $date: (time) => new Date(time === null ? Number.NaN : (time as number)),
  $set: (items) => new Set((items as unknown[]).map(unmark)),
  $map: (pairs) => new Map((pairs as Pairs).map(([key, item]) => [unmark(key), unmark(item)])),
  $object: (pairs) => Object.fromEntries((pairs as Pairs).map(([name, item]) => [name, unmark(item)])),
};

function unmark(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(unmark);
  const entries = Object.entries(value);
  const [name, content] = entries[0] ?? ['', null];
  if (entries.length === 1 && Object.hasOwn(MARKS, name)) return MARKS[name]?.(content);
  return Object.fromEntries(entries.map(([key, item]) => [key, unmark(item)]));
}

// Writes values as EDN, so that EdnReader reads equal ones.

import { describeValue } from '../../values/describe';
import { kindOf } from '../../values/kind';
import { HistoryError } from '../history-error';

const NAME = /^[A-Za-z*!_?$%&=<>][\w.*+!?$%&=<>#/-]*$/;

/** A keyword if the text can be one, else a string: both are read as the same text. */
export function ednKeyword(name: string): string {
  return NAME.test(name) && !name.endsWith('/') ? `:${name}` : ednString(name);
}

/**
 * Objects become maps with keywords as keys, arrays vectors, Map and Set maps and sets, Date `#inst`, undefined within a value
 * `#lockstep/undefined nil`, and -0 `-0.0`. A Map whose keys are all strings is read as an object.
 * @throws HistoryError for functions, symbols, instances of classes and values that contain themselves
 */
export function ednValue(value: unknown, within: readonly object[] = []): string {
  switch (typeof value) {
    case 'string':
      return ednString(value);
    case 'number':
      return ednNumber(value);
    case 'bigint':
      return `${value}N`;
    case 'boolean':
      return String(value);
    case 'undefined':
      return '#lockstep/undefined nil';
    case 'object':
      return value === null ? 'nil' : ednObject(value, within);
    default:
      throw new HistoryError(`EDN has no notation for ${describeValue(value)}`);
  }
}

function ednString(text: string): string {
  const escaped = text.replace(/["\\\n\r\t\b\f]/g, (character) => JSON.stringify(character).slice(1, -1));
  return `"${escaped}"`;
}

function ednNumber(value: number): string {
  if (Number.isNaN(value)) return '##NaN';
  if (!Number.isFinite(value)) return value > 0 ? '##Inf' : '##-Inf';
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
}

function ednObject(value: object, within: readonly object[]): string {
  if (within.includes(value)) throw new HistoryError('EDN has no notation for a value that contains itself');
  const inside = [...within, value];
  const inner = (item: unknown) => ednValue(item, inside);
  const pair = ([key, item]: [string, unknown]) => `${ednKeyword(key)} ${inner(item)}`;
  switch (kindOf(value)) {
    case 'array':
      return `[${Array.from(value as unknown[], inner).join(' ')}]`;
    case 'map':
      return `{${Array.from(value as Map<unknown, unknown>, ([key, item]) => `${inner(key)} ${inner(item)}`).join(', ')}}`;
    case 'set':
      return `#{${Array.from(value as Set<unknown>, inner).join(' ')}}`;
    case 'date':
      if (!Number.isNaN((value as Date).getTime())) return `#inst "${(value as Date).toISOString()}"`;
      break;
    case 'record':
      return `{${Object.entries(value).map(pair).join(', ')}}`;
  }
  throw new HistoryError(`EDN has no notation for ${describeValue(value)}`);
}

// Porcupine's operations as Go's encoding/json prints them: an array of `{"ClientId", "Input", "Call", "Output", "Return"}`.

import { describeValue } from '../../values/describe';
import { kindOf } from '../../values/kind';
import type { Annotation } from '../annotation';
import { History } from '../history';
import { HistoryError } from '../history-error';
import type { Operation, Outcome } from '../operation';
import type { OperationInput } from '../operation-form';
import { errorText } from './event-object';
import type { HistoryFormat, ReadOptions } from './format';
import { jsonElements } from './json-elements';
import { jsonValue } from './json-value';

/** Go's largest int64: how an operation that never returned is told to porcupine. */
const NEVER = 9_223_372_036_854_775_807n;

export const porcupineOperations: HistoryFormat = {
  name: 'porcupine-operations',
  description: 'an array of objects as {"ClientId":0,"Input":{"f":"read"},"Call":0,"Output":1,"Return":5}',
  recognizes: (firstLine, text) =>
    /^\[/.test(firstLine) && /^\s*\[\s*\{[^}]*?"(?:ClientId|Input|Call)"\s*:/.test(text.slice(0, 10_000)),
  parse: read,
  format: write,
};

interface Raw {
  readonly ClientId?: number | string;
  readonly Input?: unknown;
  readonly Call?: number | bigint;
  readonly Output?: unknown;
  readonly Return?: number | bigint;
  /** Ours; porcupine passes over it. */
  readonly Outcome?: Outcome;
  readonly Error?: unknown;
  readonly Annotation?: string;
}

function read(text: string, options: ReadOptions = {}): History {
  const elements = Array.from(jsonElements(text), ({ value, line }) => ({ raw: rawOf(value, line), line }));
  const timeOf = clockFrom(earliest(elements));
  const annotations: Annotation[] = [];
  const operations: OperationInput[] = [];
  elements.forEach(({ raw, line }, index) => {
    const call = timeOf(raw.Call) ?? Number.NaN;
    if (raw.Annotation === undefined) operations.push(operationOf(raw, index, line, call, timeOf(raw.Return), options));
    else annotations.push({ process: String(raw.ClientId), f: raw.Annotation, value: raw.Input, time: call, line });
  });
  return History.fromOperations(operations, annotations);
}

function earliest(elements: readonly { readonly raw: Raw }[]): number | bigint {
  let first: number | bigint | undefined;
  for (const { raw } of elements) {
    if (raw.Call !== undefined && (first === undefined || raw.Call < first)) first = raw.Call;
  }
  return first ?? 0;
}

function rawOf(value: unknown, line: number): Raw {
  if (typeof value === 'object' && value !== null && kindOf(value) === 'record') return value as Raw;
  throw new HistoryError(
    `expected an operation {ClientId, Input, Call, Output, Return}, got ${describeValue(value)}`,
    line,
  );
}

/** Nanoseconds since 1970 are too large for exact numbers: from there on times count from the first call. */
function clockFrom(start: number | bigint): (time: number | bigint | undefined) => number | undefined {
  return (time) => {
    if (time === undefined || time === null) return undefined;
    if (time === NEVER) return Number.POSITIVE_INFINITY;
    if (typeof start === 'number' && typeof time === 'number') return time;
    return typeof start === 'bigint' ? Number(BigInt(time) - start) : Number(time);
  };
}

function operationOf(
  raw: Raw,
  index: number,
  line: number,
  call: number,
  end: number | undefined,
  options: ReadOptions,
): OperationInput {
  const { ClientId: process = index, Input: input, Output: output, Outcome: told, Error: error } = raw;
  const outcome = told ?? (end === undefined || end === Number.POSITIVE_INFINITY ? 'info' : 'ok');
  if (options.operation) {
    return { process, output, outcome, call, return: end, line, error, ...options.operation(input, output) };
  }
  const named = typeof input === 'object' && input !== null && typeof (input as { f?: unknown }).f === 'string';
  if (!named) {
    throw new HistoryError(
      `expected an Input {f, key, value}, got ${describeValue(input)}; tell what it means by the option \`operation\``,
      line,
    );
  }
  const { f, key, value } = input as { f: string; key?: unknown; value?: unknown };
  return { process, f, key, input: value, output, outcome, call, return: end, line, error };
}

const WITHOUT_WORDS: ReadonlySet<Outcome> = new Set(['ok', 'info']);

function write(history: History): string {
  const operations = history.operations.map((operation) => ({ time: operation.call, text: operationText(operation) }));
  const annotations = history.annotations.map(({ process, f, value, time }) => ({
    time,
    text: `{"ClientId":${JSON.stringify(process)},"Annotation":${JSON.stringify(f)}${part('Input', value)},"Call":${time}}`,
  }));
  const all = annotations.length === 0 ? operations : [...operations, ...annotations].sort((a, b) => a.time - b.time);
  return all.length === 0 ? '[]\n' : `[\n${all.map(({ text }) => text).join(',\n')}\n]\n`;
}

function operationText({ process, f, key, input, output, outcome, call, return: end, error }: Operation): string {
  const asked = {
    f,
    ...(key === undefined ? {} : { key: jsonValue(key) }),
    ...(input === undefined ? {} : { value: jsonValue(input) }),
  };
  const told = WITHOUT_WORDS.has(outcome) ? '' : `,"Outcome":${JSON.stringify(outcome)}`;
  const until = end === Number.POSITIVE_INFINITY ? NEVER : end;
  const why = error === undefined ? '' : part('Error', errorText(error));
  return `{"ClientId":${JSON.stringify(process)},"Input":${JSON.stringify(asked)},"Call":${call}${part('Output', output)},"Return":${until}${told}${why}}`;
}

function part(name: string, value: unknown): string {
  return value === undefined ? '' : `,"${name}":${JSON.stringify(jsonValue(value))}`;
}

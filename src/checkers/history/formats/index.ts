// Reading and writing histories: which formats there are, and which one a text is in.

import { describeValue } from '../../values/describe';
import type { History } from '../history';
import { HistoryError } from '../history-error';
import type { FormatName, HistoryFormat, ReadOptions, WriteOptions } from './format';
import { jepsenEdn } from './jepsen-edn';
import { jepsenJson } from './jepsen-json';
import { jsonLines } from './json-lines';
import { lines } from './lines';
import { porcupineEtcd } from './porcupine-etcd';
import { porcupineOperations } from './porcupine-operations';

export type { FormatName, HistoryFormat, ReadOptions, WriteOptions } from './format';

/** In the order in which they are tried; what is narrower comes first. */
export const historyFormats: readonly HistoryFormat[] = [
  porcupineEtcd,
  porcupineOperations,
  jepsenJson,
  jsonLines,
  jepsenEdn,
];

export interface ReadHistoryOptions extends ReadOptions {
  /** Default: `auto`, by the look of the first line. */
  readonly format?: FormatName | 'auto';
  /** Name of the file, for messages. */
  readonly name?: string;
}

/**
 * Reads a history from the text of a file.
 * @throws HistoryError with the line of what cannot be read, or naming the formats that were tried
 * @throws RangeError if there is no format of that name
 */
export function readHistory(text: string, { format = 'auto', name, ...options }: ReadHistoryOptions = {}): History {
  const chosen = format === 'auto' ? detectFormat(text, name) : formatNamed(format);
  return chosen.parse(withoutMark(text), options);
}

/**
 * Writes a history, to be read by `readHistory` or by the tool whose format it is.
 * @throws HistoryError naming the operation or value that the format has no notation for
 * @throws RangeError if there is no format of that name
 */
export function writeHistory(history: History, format: FormatName, options: WriteOptions = {}): string {
  return formatNamed(format).format(history, options);
}

/** @throws RangeError naming the formats there are */
function formatNamed(name: string): HistoryFormat {
  const found = historyFormats.find((format) => format.name === name);
  if (found) return found;
  throw new RangeError(
    `Expected \`format\` to be auto, ${historyFormats.map((format) => format.name).join(', ')}, got ${describeValue(name)}`,
  );
}

/** An empty text is an empty history in any format of lines. @throws HistoryError naming the formats that were tried */
export function detectFormat(text: string, name?: string): HistoryFormat {
  const body = withoutMark(text);
  for (const { content: firstLine, line } of lines(body)) {
    const found = historyFormats.find((format) => format.recognizes(firstLine, body));
    if (found) return found;
    const tried = historyFormats.map((format) => `\n  ${format.name}: ${format.description}`).join('');
    throw new HistoryError(
      `${name ?? 'the text'} is in none of the formats that were tried:${tried}\nIt begins with ${describeValue(firstLine)}`,
      line,
    );
  }
  return jsonLines;
}

/** Some editors put a byte order mark in front. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

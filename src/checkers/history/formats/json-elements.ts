// The elements of a JSON array, each with its line, so that an error can name it.

import { HistoryError } from '../history-error';
import { parseJson } from './json-value';

export interface JsonElement {
  readonly value: unknown;
  /** 1-based. */
  readonly line: number;
}

const OUTSIDE_STRINGS = /[[\]{},"\n]/g;

/**
 * The elements of the array that the text is.
 * @throws HistoryError with the line of what is no JSON
 */
export function* jsonElements(text: string): Generator<JsonElement> {
  let line = 1;
  let depth = 0;
  let start = 0;
  let startLine = 1;
  let closed = -1;
  const pattern = new RegExp(OUTSIDE_STRINGS);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const at = match.index;
    switch (match[0]) {
      case '\n':
        line++;
        if (depth === 1 && text.slice(start, at).trim() === '') {
          start = at + 1;
          startLine = line;
        }
        break;
      case '"':
        pattern.lastIndex = endOfString(text, at, line);
        break;
      case '[':
      case '{':
        if (++depth > 1) break;
        start = at + 1;
        startLine = line;
        break;
      case ',':
        if (depth !== 1) break;
        yield element(text.slice(start, at), startLine);
        start = at + 1;
        startLine = line;
        break;
      default:
        if (--depth > 0) break;
        if (text.slice(start, at).trim() !== '') yield element(text.slice(start, at), startLine);
        closed = at;
    }
    if (closed >= 0) break;
  }
  if (closed < 0) throw new HistoryError('not valid JSON: the text ends before the ] that is missing', line);
  const rest = text.slice(closed + 1).trim();
  if (rest !== '') throw new HistoryError('not valid JSON: the text goes on behind the array', line);
}

function element(text: string, line: number): JsonElement {
  return { value: parseJson(text, line), line };
}

/** @param at of the quote that begins it @returns the position behind the one that ends it */
function endOfString(text: string, at: number, line: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  throw new HistoryError('not valid JSON: the text ends within a string', line);
}

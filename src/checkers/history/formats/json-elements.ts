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
  const scan = new RegExp(OUTSIDE_STRINGS);
  let line = 1;
  let depth = 0;
  let start = 0;
  let startLine = 1;
  let count = 0;
  for (let match = scan.exec(text); match !== null; match = scan.exec(text)) {
    const [character] = match;
    const at = match.index;
    if (character === '\n') {
      line++;
      // Blank so far: the element begins on a later line.
      if (depth === 1 && text.slice(start, at).trim() === '') {
        start = at + 1;
        startLine = line;
      }
    } else if (character === '"') scan.lastIndex = endOfString(text, at, line);
    else if (character === '[' || character === '{') {
      if (++depth > 1) continue;
      if (character === '{' || text.slice(0, at).trim() !== '') break;
      start = at + 1;
      startLine = line;
    } else if (depth === 1) {
      const content = text.slice(start, at);
      const closes = character === ']';
      if (!closes || content.trim() !== '' || count > 0) yield element(content, startLine, count++);
      if (closes) return checkRest(text, at + 1, line);
      if (character === '}') throw new HistoryError('not valid JSON: } does not belong here', line);
      start = at + 1;
      startLine = line;
    } else if (character !== ',') depth--;
  }
  throw new HistoryError(
    depth === 0 || count === 0
      ? 'not valid JSON: expected an array in [ ]'
      : 'not valid JSON: the text ends before the ] that is missing',
    line,
  );
}

function checkRest(text: string, start: number, line: number): void {
  const rest = text.slice(start);
  if (rest.trim() === '') return;
  const before = rest.slice(0, rest.search(/\S/)).split('\n').length - 1;
  throw new HistoryError('not valid JSON: the text goes on behind the array', line + before);
}

function element(text: string, line: number, index: number): JsonElement {
  if (text.trim() === '') throw new HistoryError(`not valid JSON: element ${index} is missing`, line);
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

// Text of users as cells of a fixed width: nothing in a value can break a line, move the cursor or shift a column.

import type { Glyphs } from './glyphs';
import { ASCII } from './glyphs';

/** Control characters, and those that turn the direction of writing. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const BEYOND_ASCII = /[^\x20-\x7e]/gu;
/** Takes two columns in a terminal. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff00-\uff60]/u;
/** Takes none. */
const MARK = /\p{M}/u;

/** One line, in the character set of `glyphs`; what is not in it is escaped. */
export function printable(text: string, glyphs: Glyphs): string {
  if (glyphs !== ASCII) return text.replace(UNSAFE, escaped);
  return text.replaceAll('…', glyphs.cut).replace(BEYOND_ASCII, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\u{${code}}`;
}

/** Columns of a printable text. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfCharacter(character);
  return columns;
}

function columnsOfCharacter(character: string): number {
  if (character <= '\x7e') return 1;
  return MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
}

/** Cut to `limit` columns, with the sign for it. */
export function cutTo(text: string, limit: number, glyphs: Glyphs): string {
  if (columnsOf(text) <= limit) return text;
  let kept = '';
  let columns = glyphs.cut.length;
  for (const character of text) {
    columns += columnsOfCharacter(character);
    if (columns > limit) break;
    kept += character;
  }
  return kept + glyphs.cut;
}

/** Filled up with spaces. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

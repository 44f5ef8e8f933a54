// Reads EDN (https://github.com/edn-format/edn), the notation of Clojure's data.

import { HistoryError } from '../history-error';
import { DEEPEST } from './deepest';

const CLOSING: Record<string, string> = { '[': ']', '(': ')', '{': '}' };
const CHARACTERS: Record<string, string> = {
  newline: '\n',
  space: ' ',
  tab: '\t',
  return: '\r',
  backspace: '\b',
  formfeed: '\f',
};
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\\': '\\', '"': '"' };
/** Blanks are not above it; what is above needs no look at the expression below. */
const COMMA = 44;
const BLANK = /[\s,]*/y;
const ORDINARY = /[^"\\]*/y;
const TOKEN = /[^\s,()[\]{}";]*/y;

/**
 * Reads one value after the other. Keywords, symbols and characters become strings, keywords without their colon; lists and vectors arrays;
 * maps objects if all their keys are names, else Map; sets Set; `nil` null. Integers are numbers as far as they are exact, beyond 2^53 and with
 * `N` bigints; ratios and decimals (`M`) the nearest number. `#inst` becomes a Date; other tags are dropped, their value stays.
 */
export class EdnReader {
  #at = 0;
  #line = 1;
  #lineStart = 0;
  #depth = 0;

  constructor(
    private readonly text: string,
    firstLine = 1,
  ) {
    this.#line = firstLine;
  }

  /** Line of what comes next, 1-based. */
  get line(): number {
    return this.#line;
  }

  /** Whether there is another value; skips blanks, comments and discarded values. */
  more(): boolean {
    // `#_ #_ a b` discards both: so many values are still to be passed over.
    let discarded = 0;
    for (;;) {
      if (this.text.charCodeAt(this.#at) <= COMMA) this.#skip(BLANK);
      const character = this.text[this.#at];
      if (character === ';') this.#skip(/.*/y);
      else if (character === '#' && this.text[this.#at + 1] === '_') {
        this.#at += 2;
        discarded++;
      } else if (discarded === 0) return character !== undefined;
      else {
        this.read();
        discarded--;
      }
    }
  }

  /** Goes into a vector or list if one comes next. @returns its closing bracket, or null */
  enter(): string | null {
    if (!this.more()) return null;
    const closing = { '[': ']', '(': ')' }[this.text[this.#at] as string];
    if (closing === undefined) return null;
    this.#at++;
    return closing;
  }

  /** Leaves a collection if its closing bracket comes next. @throws HistoryError at the end of the text */
  leave(closing: string): boolean {
    if (!this.more()) throw this.#error(`the text ends before the ${closing} that is missing`);
    if (this.text[this.#at] !== closing) return false;
    this.#at++;
    return true;
  }

  /** @throws HistoryError with line and column if what comes next is no value */
  read(): unknown {
    if (!this.more()) throw this.#error('the text ends where a value is missing');
    const character = this.text[this.#at] as string;
    if (character === '"') return this.#string();
    if (character in CLOSING) {
      this.#at++;
      return character === '{' ? this.#map() : this.#items(CLOSING[character] as string);
    }
    if (character === '#') return this.#dispatch();
    if (character === '\\') return this.#character();
    const token = this.#token();
    if (token === '') throw this.#error(`${character} does not belong here`);
    return this.#atom(token);
  }

  #deeper(): void {
    if (++this.#depth > DEEPEST) throw this.#error(`more than ${DEEPEST} collections inside each other`);
  }

  #items(closing: string): unknown[] {
    this.#deeper();
    const items: unknown[] = [];
    while (!this.leave(closing)) items.push(this.read());
    this.#depth--;
    return items;
  }

  #map(): unknown {
    const items = this.#items('}');
    if (items.length % 2 === 1) throw this.#error('a map has a key without a value');
    const record: Record<string, unknown> = {};
    for (let at = 0; at < items.length; at += 2) {
      const key = items[at];
      if (typeof key !== 'string' || key === '__proto__') return mapOf(items);
      record[key] = items[at + 1];
    }
    return record;
  }

  #dispatch(): unknown {
    this.#at++;
    if (this.text[this.#at] === '{') {
      this.#at++;
      return new Set(this.#items('}'));
    }
    if (this.text[this.#at] === '#') return this.#symbolic();
    const tag = this.#token();
    if (!/^[A-Za-z]/.test(tag)) throw this.#error(`#${tag} is no tag`);
    this.#deeper();
    const value = this.read();
    this.#depth--;
    if (tag === 'lockstep/undefined') return undefined;
    if (tag !== 'inst') return value;
    const date = new Date(typeof value === 'string' ? value : Number.NaN);
    if (Number.isNaN(date.getTime())) throw this.#error('#inst is not followed by a time as in "2020-01-31T12:00:00Z"');
    return date;
  }

  #symbolic(): number {
    const token = this.#token();
    if (token === '#NaN') return Number.NaN;
    if (token === '#Inf') return Number.POSITIVE_INFINITY;
    if (token === '#-Inf') return Number.NEGATIVE_INFINITY;
    throw this.#error(`#${token} is no number`);
  }

  #character(): string {
    this.#at++;
    const first = this.text[this.#at++] ?? '';
    const name = first + this.#token();
    if (name.length === 1) return name;
    if (name in CHARACTERS) return CHARACTERS[name] as string;
    if (/^u[0-9A-Fa-f]{4}$/.test(name)) return String.fromCharCode(Number.parseInt(name.slice(1), 16));
    throw this.#error(`\\${name} is no character`);
  }

  #string(): string {
    let value = '';
    for (let copied = ++this.#at; ; copied = ++this.#at) {
      ORDINARY.lastIndex = this.#at;
      ORDINARY.test(this.text);
      this.#at = ORDINARY.lastIndex;
      const run = this.text.slice(copied, this.#at);
      for (let at = run.indexOf('\n'); at >= 0; at = run.indexOf('\n', at + 1)) this.#newLine(copied + at + 1);
      value += run;
      const character = this.text[this.#at];
      if (character === undefined) throw this.#error('the text ends within a string');
      if (character === '\\') value += this.#escape();
      else break;
    }
    this.#at++;
    return value;
  }

  /** Stands on the backslash before, and on the last character of the escape after. */
  #escape(): string {
    const letter = this.text[++this.#at] ?? '';
    const digits = letter === 'u' ? this.text.slice(this.#at + 1, this.#at + 5) : '';
    if (/^[0-9A-Fa-f]{4}$/.test(digits)) {
      this.#at += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const escaped = ESCAPES[letter];
    if (escaped === undefined) throw this.#error(`\\${letter} is no escape of a string`);
    return escaped;
  }

  #atom(token: string): unknown {
    if (token === 'nil') return null;
    if (token === 'true') return true;
    if (token === 'false') return false;
    if (token.startsWith(':')) {
      if (token.length === 1) throw this.#error('a keyword has no name');
      return token.slice(1);
    }
    return /^[+-]?\d/.test(token) ? this.#number(token) : token;
  }

  #number(token: string): number | bigint {
    if (/^[+-]?\d+N?$/.test(token)) {
      const digits = token.replace(/[+N]/g, '');
      const value = Number(digits) + 0;
      return Number.isSafeInteger(value) && !token.endsWith('N') ? value : BigInt(digits);
    }
    if (/^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?M?$/.test(token)) return Number(token.replace('M', ''));
    const ratio = /^([+-]?\d+)\/(\d+)$/.exec(token);
    if (ratio) return Number(ratio[1]) / Number(ratio[2]);
    throw this.#error(`${token} is no number`);
  }

  #token(): string {
    const start = this.#at;
    TOKEN.lastIndex = start;
    TOKEN.test(this.text);
    this.#at = TOKEN.lastIndex;
    return this.text.slice(start, this.#at);
  }

  #skip(pattern: RegExp): void {
    const start = this.#at;
    pattern.lastIndex = start;
    pattern.test(this.text);
    this.#at = pattern.lastIndex;
    for (let at = start; at < this.#at; at++) if (this.text.charCodeAt(at) === 10) this.#newLine(at + 1);
  }

  #newLine(start: number): void {
    this.#line++;
    this.#lineStart = start;
  }

  #error(message: string): HistoryError {
    return new HistoryError(`column ${this.#at - this.#lineStart + 1}: ${message}`, this.#line);
  }
}

function mapOf(items: readonly unknown[]): unknown {
  const pairs = Array.from(
    { length: items.length / 2 },
    (_, index) => [items[2 * index], items[2 * index + 1]] as const,
  );
  return pairs.every(([key]) => typeof key === 'string') ? Object.fromEntries(pairs) : new Map(pairs);
}

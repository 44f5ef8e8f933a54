// The strings of an append register taken apart into the puts and appends that they consist of.

import type { Operation } from '../../../history/operation';

/** In place of an operation's position: the string that the register holds at first. */
export const AT_FIRST = -1;
/** In place of an operation's position: there are several. */
const SEVERAL = -2;

/** Why a string cannot be taken apart. */
export type ParseFailure = 'nowhere' | 'ambiguous';

/**
 * Words are the strings that were put and appended. None is the beginning of another one, so a string consists of them in at most one way; this is checked.
 */
export class AppendWords {
  private readonly writers = new Map<string, number>();
  /** Of the words, ascending. Empty if there is a terminator. */
  private readonly lengths: readonly number[];
  /** A character that stands at the end of every word and nowhere else: then it shows where words end, and no word begins another one. '': there is none. */
  private readonly terminator: string;
  /** The put of the text before: often that of the next, too, which saves a look-up. */
  private recent = AT_FIRST;

  private constructor(
    private readonly operations: readonly Operation[],
    private readonly initial: string,
  ) {
    if (initial !== '') this.writers.set(initial, AT_FIRST);
    operations.forEach(({ f, input, outcome }, index) => {
      if (f === 'get' || outcome === 'fail') return;
      const word = input as string;
      this.writers.set(word, this.writers.has(word) ? SEVERAL : index);
    });
    this.terminator = terminatorOf(this.writers.keys());
    this.lengths = this.terminator === '' ? lengthsOf(this.writers.keys()) : [];
  }

  /** @returns null if words are empty or no strings, or one begins with another one */
  static of(operations: readonly Operation[], initial: string): AppendWords | null {
    const isWord = ({ f, input }: Operation) => f === 'get' || (typeof input === 'string' && input !== '');
    if (!operations.every(isWord)) return null;
    const words = new AppendWords(operations, initial);
    return words.arePrefixFree() ? words : null;
  }

  /** Takes time in proportion to the characters of all words, at most. */
  private arePrefixFree(): boolean {
    if (this.lengths.length < 2) return true;
    for (const word of this.writers.keys()) {
      for (const length of this.lengths) {
        if (length >= word.length) break;
        if (this.writers.has(word.slice(0, length))) return false;
      }
    }
    return true;
  }

  /** Who wrote the word that stands there. */
  private writerAt(text: string, from: number): number | ParseFailure {
    if (this.terminator !== '') {
      const end = text.indexOf(this.terminator, from) + 1;
      return this.writerOf(text.slice(from, end)) ?? 'nowhere';
    }
    for (const length of this.lengths) {
      const writer = this.writerOf(text.slice(from, from + length));
      if (writer !== undefined) return writer;
    }
    return 'nowhere';
  }

  private writerOf(word: string): number | ParseFailure | undefined {
    const writer = this.writers.get(word);
    return writer === SEVERAL ? 'ambiguous' : writer;
  }

  private lengthOf(writer: number): number {
    return writer === AT_FIRST ? this.initial.length : (this.operations[writer]!.input as string).length;
  }

  private isAppend(writer: number): boolean {
    return writer !== AT_FIRST && this.operations[writer]!.f === 'append';
  }

  /** The put that the text begins with, or AT_FIRST. */
  epochOf(text: string): number | ParseFailure {
    if (this.recent >= 0 && text.startsWith(this.operations[this.recent]!.input as string)) return this.recent;
    const writer = this.writerAt(text, 0);
    if (typeof writer !== 'number') return writer;
    if (this.isAppend(writer)) return this.initial === '' ? AT_FIRST : 'nowhere';
    this.recent = writer;
    return writer;
  }

  /** The appends of a text, in order. */
  appendsOf(text: string, epoch: number): number[] | ParseFailure {
    const appends: number[] = [];
    for (let at = this.lengthOf(epoch); at < text.length; ) {
      const writer = this.writerAt(text, at);
      if (typeof writer !== 'number') return writer;
      if (!this.isAppend(writer)) return 'nowhere';
      appends.push(writer);
      at += this.lengthOf(writer);
    }
    return appends;
  }

  /** From the length of a text to the number of its appends: one entry for none of the appends, one for the first, … */
  layersByLength(epoch: number, appends: readonly number[]): Map<number, number> {
    const layers = new Map<number, number>();
    let length = this.lengthOf(epoch);
    layers.set(length, 0);
    appends.forEach((append, at) => {
      length += this.lengthOf(append);
      layers.set(length, at + 1);
    });
    return layers;
  }
}

function terminatorOf(words: Iterable<string>): string {
  let terminator = '';
  for (const word of words) {
    if (terminator === '') terminator = word.charAt(word.length - 1);
    if (word.indexOf(terminator) !== word.length - 1) return '';
  }
  return terminator;
}

function lengthsOf(words: Iterable<string>): number[] {
  return [...new Set(Array.from(words, (word) => word.length))].sort((one, other) => one - other);
}

// The strings of an append register taken apart into the puts and appends that they consist of.

import type { Operation } from '../../history/operation';

/** In place of an operation's position: the string that the register holds at first. */
export const AT_FIRST = -1;
/** In place of an operation's position: there are several. */
export const SEVERAL = -2;

/** Why a string cannot be taken apart. */
export type ParseFailure = 'nowhere' | 'ambiguous';

/**
 * Words are the strings that were put and appended. None is the beginning of another one, so a string consists of them in at most one way; this is checked.
 */
export class AppendWords {
  private readonly writers = new Map<string, number>();
  /** Of the words, ascending. */
  private readonly lengths: readonly number[];

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
    this.lengths = [...new Set(Array.from(this.writers.keys(), (word) => word.length))].sort((a, b) => a - b);
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
    for (const length of this.lengths) {
      const writer = this.writers.get(text.slice(from, from + length));
      if (writer !== undefined) return writer === SEVERAL ? 'ambiguous' : writer;
    }
    return 'nowhere';
  }

  private lengthOf(writer: number): number {
    return writer === AT_FIRST ? this.initial.length : (this.operations[writer]!.input as string).length;
  }

  private isAppend(writer: number): boolean {
    return writer !== AT_FIRST && this.operations[writer]!.f === 'append';
  }

  /** The put that the text begins with, or AT_FIRST. */
  epochOf(text: string): number | ParseFailure {
    const writer = this.writerAt(text, 0);
    if (typeof writer !== 'number' || !this.isAppend(writer)) return writer;
    return this.initial === '' ? AT_FIRST : 'nowhere';
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

  /** The length of a text after each of the appends, beginning with none. */
  boundaries(epoch: number, appends: readonly number[]): number[] {
    let length = this.lengthOf(epoch);
    return [length, ...appends.map((append) => (length += this.lengthOf(append)))];
  }
}

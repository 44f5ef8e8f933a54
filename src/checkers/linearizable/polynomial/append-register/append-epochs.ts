// The epochs of an append register: a put and what was appended to it, as far as anyone saw it.

import type { Operation } from '../../../history/operation';
import { named, violation } from '../describe-pattern';
import type { PolynomialOutcome } from '../polynomial';
import { type AppendWords, AT_FIRST } from './append-words';

export interface Epoch {
  /** The put's position; AT_FIRST for what was there before any put. */
  readonly put: number;
  /** The positions of the appends that were seen, in the order in which they were seen. */
  readonly appends: readonly number[];
  /** The positions of the gets. */
  readonly gets: readonly number[];
}

export interface Epochs {
  /** Those that were seen, that of AT_FIRST in front, be it empty. */
  readonly epochs: readonly Epoch[];
  /** For each get the number of appends that it saw. */
  readonly layers: Int32Array;
}

/**
 * @param gets for each get with a text its position
 * @param empty the gets that saw nothing at all, as it was at first
 * @returns the epochs or the verdict
 */
export function epochsOf(
  operations: readonly Operation[],
  words: AppendWords,
  gets: readonly number[],
  empty: readonly number[],
): Epochs | PolynomialOutcome {
  const textOf = (index: number) => operations[index]!.output as string;
  const members = new Map<number, number[]>([[AT_FIRST, []]]);
  for (const index of gets) {
    const put = words.epochOf(textOf(index));
    if (typeof put !== 'number') return put === 'ambiguous' ? null : fromNowhere(operations[index]!);
    const others = members.get(put);
    if (others) others.push(index);
    else members.set(put, [index]);
  }
  const epochs: Epoch[] = [];
  const layers = new Int32Array(operations.length);
  /** For each append the get that shows where it stands; -1: none. */
  const shownBy = new Int32Array(operations.length).fill(-1);
  for (const [put, own] of members) {
    const longest = own.reduce((one, other) => (textOf(other).length > textOf(one).length ? other : one), own[0] ?? -1);
    const appends = longest < 0 ? [] : words.appendsOf(textOf(longest), put);
    if (typeof appends === 'string') return appends === 'ambiguous' ? null : fromNowhere(operations[longest]!);
    for (const append of appends) {
      const before = shownBy[append]!;
      if (before >= 0) return seenTwice(append, before, longest);
      shownBy[append] = longest;
    }
    const layersByLength = words.layersByLength(put, appends);
    const longestText = longest < 0 ? '' : textOf(longest);
    for (const index of own) {
      const text = textOf(index);
      const layer = layersByLength.get(text.length);
      if (layer === undefined || !longestText.startsWith(text)) return disagreement(index, longest, put);
      layers[index] = layer;
    }
    epochs.push({ put, appends, gets: put === AT_FIRST ? [...empty, ...own] : own });
  }
  return { epochs, layers };

  function seenTwice(append: number, one: number, other: number): PolynomialOutcome {
    const where = one === other ? `${named(operations[one]!)} shows it twice` : bothShow(one, other);
    return violation('append seen twice', `${named(operations[append]!)} happened once, but ${where}`, [
      ...writersOf(one),
      ...writersOf(other),
    ]);
  }

  function bothShow(one: number, other: number): string {
    return `${named(operations[one]!)} and ${named(operations[other]!)} show it behind different puts`;
  }

  function disagreement(index: number, longest: number, put: number): PolynomialOutcome {
    const appends = words.appendsOf(textOf(index), put);
    if (typeof appends === 'string') return appends === 'ambiguous' ? null : fromNowhere(operations[index]!);
    const text = `${named(operations[index]!)} and ${named(operations[longest]!)} begin with the same put, but neither continues the other`;
    return violation('gets disagree', text, [...writersOf(index), ...writersOf(longest)]);
  }

  /** The get and all that it shows. */
  function writersOf(get: number): Operation[] {
    const put = words.epochOf(textOf(get)) as number;
    const appends = words.appendsOf(textOf(get), put) as number[];
    return [get, ...(put === AT_FIRST ? [] : [put]), ...appends].map((index) => operations[index]!);
  }
}

export function fromNowhere(get: Operation): PolynomialOutcome {
  return violation('value from nowhere', `${named(get)} met a value that no puts and appends make`, [get]);
}

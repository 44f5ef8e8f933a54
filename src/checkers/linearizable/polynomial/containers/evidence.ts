// Values in the words of a pattern, and the operations that prove what is said of them.

import type { Operation } from '../../../history/operation';
import { describeValue } from '../../../values/describe';
import type { Lifetimes } from './lifetimes';

/** Names in a text; of more than these the rest is only counted. */
const MOST_NAMES = 5;

/** `1`, `1, 2, 3`, `1, 2, 3, 4, 5 and 7 more` */
export function shortList(names: readonly string[], separator = ', '): string {
  if (names.length <= MOST_NAMES) return names.join(separator);
  return `${names.slice(0, MOST_NAMES).join(separator)} and ${names.length - MOST_NAMES} more`;
}

/** `1 was inside`, `first 1, then 2, then 3 was inside` */
export function insideText({ insertions }: Lifetimes, values: readonly number[]): string {
  const names = values.map((value) => describeValue(insertions[value]!.input));
  return `${names.length === 1 ? '' : 'first '}${shortList(names, ', then ')} was inside`;
}

/** The operations that tell all that is known of the values' times. */
export function evidence(lifetimes: Lifetimes, values: readonly number[]): Operation[] {
  return values.flatMap((value) => {
    const removal = lifetimes.removals[value]!;
    const peeks = lifetimes.peeks[value] ?? [];
    const earliest = peeks.reduce<Operation | null>(
      (best, peek) => (best && best.return <= peek.return ? best : peek),
      null,
    );
    const latest = peeks.at(-1) ?? null;
    return [lifetimes.insertions[value]!, earliest, latest, removal].filter((operation) => operation !== null);
  });
}

// Links from outside: `#operation-3` selects by number, `#step-12` what began last at that step.

import type { PageData } from '../page-data';

/** The bar that the end of an address names; -1: none. */
export function linkedBar({ bars, words }: PageData, hash: string): number {
  const [, kind, text] = /^#(.+)-(\d+)$/.exec(hash) ?? [];
  const wanted = Number(text);
  if (kind === words.bar) return lastOf(bars.number, (number) => number === wanted);
  return kind === 'step' ? lastOf(bars.step, (step) => step >= 0 && step <= wanted) : -1;
}

/** Where the largest of those is that count; of equal ones the last. */
function lastOf(column: readonly number[], counts: (value: number) => boolean): number {
  let best = -1;
  column.forEach((value, i) => {
    if (counts(value) && (best < 0 || value >= column[best]!)) best = i;
  });
  return best;
}

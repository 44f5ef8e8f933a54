// A classic race as ordinary async code, in two variants: the one that everybody writes first, which must be found, and a corrected
// one, which must be silent.

import { pair } from '../pair';

export interface Example {
  /** See `Pair.bug`. */
  readonly bug: RegExp | 'deadlock';
  /** Percentage of random walks over the example's toy model that fail. */
  readonly toy: number;
  failing(): Promise<void>;
  correct(): Promise<void>;
}

export function example(name: string, { bug, toy, failing, correct }: Example): void {
  pair({
    name,
    bug,
    toy,
    failing: { label: 'as first written', body: failing },
    correct: { label: 'corrected', body: correct },
  });
}

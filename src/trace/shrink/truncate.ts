// Phase: the shortest failing prefix of the deviations, by bisection. What comes after the bug was made is noise.

import type { Search } from './rerun';
import type { ShrinkState } from './state';

/** Cuts deviations off the end while the same failure remains. About log2(n) runs. */
export function* truncate(state: ShrinkState): Search<void> {
  const all = [...state.best.deviations];
  let passes = -1;
  let fails = all.length;
  while (fails - passes > 1) {
    const middle = Math.floor((passes + fails) / 2);
    const result = yield* state.run(new Map(all.slice(0, middle)));
    state.keep(result);
    if (result.signature === state.signature) fails = middle;
    else passes = middle;
  }
}

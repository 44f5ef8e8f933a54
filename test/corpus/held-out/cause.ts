// A program that was written to try explanations. Its bug must be found with the default settings; with
// LOCKSTEP_CORPUS_EXPLAIN set, what its report names goes to the benchmark.

import { type ExploreOptions, explore } from 'lockstep';
import { explaining, recordExplanation } from '../explaining';
import { summary } from '../pair';

export interface Cause {
  /** See `Pair.bug`. */
  readonly bug: RegExp | 'deadlock';
  readonly options?: ExploreOptions;
  body(): Promise<void>;
}

export function cause(name: string, { bug, options, body }: Cause): void {
  if (explaining) {
    recordExplanation({ name, options, failing: { label: 'held out', body } });
    return;
  }
  test(`${name}: found with the default settings`, async () => {
    const result = await explore(body, options);
    expect(summary(result)).toMatch(bug === 'deadlock' ? /^bug: deadlock/ : bug);
  });
}

// Histories of simulated stores: what a level forbids is never found in a store of that level, and the bugs of a broken one are found and named.

import { checkTransactions } from '../../../src/checkers/transactions/check-transactions';
import type { IsolationLevel } from '../../../src/checkers/transactions/level';
import { SCALE } from '../reference/fuzz-scale';
import { drawFrom } from '../reference/random-history';
import { type Bug, type Isolation, type StoreOptions, simulate } from '../reference/simulated-store';

const RUNS = 40 * SCALE;
const kinds = ['list-append', 'rw-register'] as const;
const size = { transactions: 40, clients: 5, keys: 3 };

function anomaliesOf(options: StoreOptions, level: IsolationLevel) {
  const names = new Map<string, number>();
  const verdicts = { ok: 0, violation: 0, unknown: 0 };
  for (let seed = 0; seed < RUNS; seed++) {
    const result = checkTransactions(simulate(drawFrom(seed), options), { level, maxConfigurations: 100_000 });
    verdicts[result.verdict]++;
    for (const { name, alias } of result.anomalies) {
      for (const title of new Set([name, alias ?? name])) names.set(title, (names.get(title) ?? 0) + 1);
    }
  }
  return { names: [...names.keys()], verdicts };
}

describe.each(kinds)('%s', (kind) => {
  // A store that promises more than a level promises that level, too: the order of processes and of real time comes with all of these.
  const promises: [Isolation, IsolationLevel][] = [
    ['read-committed', 'strong-session-monotonic-atomic-view'],
    ['read-committed', 'strong-read-committed'],
    ['read-atomic', 'causal'],
    ['snapshot-isolation', 'strong-snapshot-isolation'],
    ['strict-serializable', 'strict-serializable'],
  ];
  test.each(promises)('a store of %s never violates %s', (isolation, level) => {
    expect(anomaliesOf({ kind, isolation, ...size }, level).verdicts.violation).toBe(0);
  });

  test('a strictly serializable store is proved to be one', () => {
    const { names, verdicts } = anomaliesOf({ kind, isolation: 'strict-serializable', ...size }, 'strict-serializable');
    expect({ names, verdicts }).toEqual({ names: [], verdicts: { ok: RUNS, violation: 0, unknown: 0 } });
  });

  const bugs: [string, Isolation, Bug, IsolationLevel, string[]][] = [
    ['a lost update', 'snapshot-isolation', 'lost-update', 'snapshot-isolation', ['lost-update']],
    ['a dirty read', 'read-committed', 'dirty-read', 'read-committed', ['G1a']],
    ['an intermediate read', 'read-committed', 'intermediate-read', 'read-committed', ['G1b']],
    ['read skew', 'read-committed', 'none', 'read-atomic', ['fractured-read', 'non-repeatable-read']],
    ['write skew', 'snapshot-isolation', 'none', 'serializable', ['write skew']],
    ['a stale read', 'strict-serializable', 'stale-read', 'strict-serializable', ['stale read']],
  ];
  test.each(bugs)('%s is found', (_, isolation, bug, level, names) => {
    const found = anomaliesOf({ kind, isolation, bug, ...size }, level);
    expect(found.names).toEqual(expect.arrayContaining(names));
    expect(found.verdicts.violation).toBeGreaterThan(RUNS / 4);
  });
});

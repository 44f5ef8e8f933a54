// The anomalies of the literature, each as the smallest history that shows it: what it is called, what it breaks, and what it leaves possible.

import { History } from '../../../src/checkers';
import {
  type CheckTransactionsOptions,
  checkTransactions,
} from '../../../src/checkers/transactions/check-transactions';

type Micro = [string, unknown, unknown];
const append = (key: string, value: number): Micro => ['append', key, value];
const w = (key: string, value: number): Micro => ['w', key, value];
const r = (key: string, value: unknown): Micro => ['r', key, value];

/** Concurrent transactions, each of a process of its own. */
function concurrent(...transactions: Micro[][]): History {
  return History.fromOperations(
    transactions.map((output, process) => ({ process, f: 'txn', input: output, output, call: 0, return: 1 })),
  );
}

/** One after the other in real time, by the given processes. */
function inTurn(...transactions: [process: number, output: Micro[]][]): History {
  return History.fromOperations(
    transactions.map(([process, output], at) => ({
      process,
      f: 'txn',
      input: output,
      output,
      call: 2 * at,
      return: 2 * at + 1,
    })),
  );
}

function found(history: History, options?: CheckTransactionsOptions) {
  const { anomalies, weakestViolated, strongestPossible } = checkTransactions(history, options);
  return {
    anomalies: anomalies.map(({ name, alias }) => (alias ? `${name} (${alias})` : name)),
    weakestViolated,
    strongestPossible,
  };
}

describe('lists', () => {
  test('G0: writes of two transactions interleave', () => {
    const history = concurrent(
      [append('x', 1), append('y', 1)],
      [append('x', 2), append('y', 2)],
      [r('x', [1, 2])],
      [r('y', [2, 1])],
    );
    expect(found(history).anomalies).toContain('G0');
    expect(found(history).weakestViolated).toEqual(['read-uncommitted']);
    expect(found(history).strongestPossible).toEqual([]);
  });

  test('G1a: a transaction that failed is observed', () => {
    const operations = [
      { process: 0, f: 'txn', input: [append('x', 1)], call: 0, return: 1, outcome: 'fail' as const },
      { process: 1, f: 'txn', input: [r('x', null)], output: [r('x', [1])], call: 2, return: 3 },
    ];
    const { reason, weakestViolated } = checkTransactions(History.fromOperations(operations));
    expect(weakestViolated).toEqual(['read-committed']);
    expect(reason).toBe(`not serializable: G1a: T1 observed T0's append of 1 to "x", but T0 did not commit (fail)`);
  });

  test('G1b: half a transaction is observed', () => {
    const history = concurrent([append('x', 1), append('x', 2)], [r('x', [1])], [r('x', [1, 2])]);
    expect(found(history).anomalies).toContain('G1b');
    expect(found(history).weakestViolated).toEqual(['read-committed']);
  });

  test('G1c: two transactions observe each other', () => {
    const history = concurrent([append('x', 1), r('y', [1])], [append('y', 1), r('x', [1])]);
    expect(found(history)).toEqual({
      anomalies: ['G1c'],
      weakestViolated: ['read-committed'],
      strongestPossible: ['read-uncommitted'],
    });
  });

  test('read skew: the second read is older than what the first observed', () => {
    const history = concurrent([append('x', 1), append('y', 1)], [r('x', [1]), r('y', [])]);
    expect(found(history)).toEqual({
      anomalies: ['observed-transaction-vanishes', 'fractured-read', 'causality-violation', 'G-single (read skew)'],
      weakestViolated: ['monotonic-atomic-view'],
      strongestPossible: ['strong-read-committed'],
    });
  });

  test('read skew the other way round: monotonic, but not atomic', () => {
    const history = concurrent([append('x', 1), append('y', 1)], [r('y', []), r('x', [1])]);
    expect(found(history).weakestViolated).toEqual(['read-atomic']);
    expect(found(history).strongestPossible).toEqual(['strong-session-monotonic-atomic-view', 'strong-read-committed']);
  });

  test('lost update: two build on the same version', () => {
    const history = concurrent([r('x', []), append('x', 1)], [r('x', []), append('x', 2)], [r('x', [1, 2])]);
    expect(found(history).anomalies).toEqual(['lost-update', 'G-single (lost update)']);
    expect(found(history).weakestViolated).toEqual(['repeatable-read', 'parallel-snapshot-isolation']);
    expect(found(history).strongestPossible).toEqual(['causal', 'strong-read-committed']);
  });

  test('a lost update is one, too, where nobody reads what came of it', () => {
    const history = concurrent([r('x', []), append('x', 1)], [r('x', []), append('x', 2)]);
    expect(found(history).anomalies).toContain('lost-update');
  });

  test('long fork: two writes are seen in different orders', () => {
    const history = concurrent(
      [append('x', 1)],
      [append('y', 1)],
      [r('x', [1]), r('y', [])],
      [r('x', []), r('y', [1])],
    );
    expect(found(history)).toEqual({
      anomalies: ['G-nonadjacent (long fork)'],
      weakestViolated: ['repeatable-read', 'snapshot-isolation'],
      strongestPossible: ['strong-session-parallel-snapshot-isolation', 'strong-read-committed'],
    });
  });

  test('write skew: each reads what the other writes', () => {
    const history = concurrent([r('x', []), append('y', 1)], [r('y', []), append('x', 1)]);
    expect(found(history)).toEqual({
      anomalies: ['G2-item (write skew)'],
      weakestViolated: ['repeatable-read'],
      strongestPossible: ['strong-snapshot-isolation'],
    });
    expect(checkTransactions(history, { level: 'snapshot-isolation' }).verdict).toBe('ok');
  });

  test('a stale read breaks only what promises real time', () => {
    const history = inTurn([0, [append('x', 1)]], [1, [r('x', [])]]);
    expect(found(history)).toEqual({
      anomalies: ['G-single-realtime (stale read)'],
      weakestViolated: ['strong-snapshot-isolation'],
      strongestPossible: ['strong-session-serializable', 'strong-read-committed'],
    });
  });

  test('a process that does not see its own write', () => {
    const history = inTurn([0, [append('x', 1)]], [0, [r('x', [])]]);
    expect(found(history).weakestViolated).toEqual(['strong-session-read-atomic']);
    expect(found(history).strongestPossible).toEqual([
      'serializable',
      'strong-session-monotonic-atomic-view',
      'strong-read-committed',
    ]);
  });

  test('causality is more than what is observed directly', () => {
    const history = concurrent(
      [append('x', 1)],
      [r('x', [1]), append('y', 1)],
      [r('y', [1]), append('z', 1)],
      [r('z', [1]), r('x', [])],
    );
    expect(found(history).weakestViolated).toEqual(['repeatable-read', 'parallel-snapshot-isolation', 'causal']);
  });

  test.each([
    ['garbage-read', [[r('x', [7])]], 'read-uncommitted'],
    ['duplicate-elements', [[append('x', 1)], [r('x', [1, 1])]], 'read-uncommitted'],
    ['internal', [[append('x', 1), r('x', [])]], 'read-committed'],
    ['internal', [[r('x', [1]), append('x', 1)]], 'read-committed'],
    ['incompatible-order', [[append('x', 1)], [append('x', 2)], [r('x', [1])], [r('x', [2])]], 'read-committed'],
    ['incompatible-order', [[append('x', 1), append('x', 2)], [r('x', [2])]], 'read-committed'],
    ['non-repeatable-read', [[append('x', 1)], [r('x', []), r('x', [1])]], 'read-atomic'],
  ] as [string, Micro[][], string][])('%s %j', (name, transactions, level) => {
    const result = found(concurrent(...transactions));
    expect(result.anomalies).toContain(name);
    expect(result.weakestViolated).toEqual([level]);
  });

  test('dirty update: an append behind one that failed', () => {
    const operations = [
      { process: 0, f: 'txn', input: [append('x', 1)], call: 0, return: 1, outcome: 'fail' as const },
      { process: 1, f: 'txn', input: [append('x', 2)], output: [append('x', 2)], call: 2, return: 3 },
      { process: 2, f: 'txn', input: [r('x', null)], output: [r('x', [1, 2])], call: 2, return: 3 },
    ];
    expect(found(History.fromOperations(operations)).anomalies).toEqual(['dirty-update', 'G1a']);
  });
});

describe('registers', () => {
  test('a value from nowhere', () => {
    const result = found(concurrent([w('x', 1)], [r('x', 2)]));
    expect(result).toMatchObject({ anomalies: ['garbage-read'], weakestViolated: ['read-uncommitted'] });
  });

  test('lost update', () => {
    const history = concurrent([r('x', null), w('x', 1)], [r('x', null), w('x', 2)]);
    expect(found(history).anomalies).toContain('lost-update');
    expect(found(history).weakestViolated).toEqual(['repeatable-read', 'parallel-snapshot-isolation']);
  });

  test('write skew', () => {
    const history = concurrent([r('x', null), w('y', 1)], [r('y', null), w('x', 1)]);
    expect(found(history).anomalies).toEqual(['G2-item (write skew)']);
  });

  test('long fork', () => {
    const history = concurrent([w('x', 1)], [w('y', 1)], [r('x', 1), r('y', null)], [r('x', null), r('y', 1)]);
    expect(found(history).anomalies).toEqual(['G-nonadjacent (long fork)']);
  });

  test('fractured read: one write of a transaction is observed, the other is not', () => {
    const history = concurrent([w('x', 1), w('y', 1)], [r('y', 1), w('y', 2)], [r('y', 2), r('x', null)]);
    expect(found(history).weakestViolated).toEqual(['repeatable-read', 'parallel-snapshot-isolation', 'causal']);
    const direct = concurrent([w('x', 1), w('y', 1)], [r('y', null), r('x', 1)]);
    expect(found(direct).weakestViolated).toEqual(['read-atomic']);
  });

  test('an order of versions counts against levels that promise it, or if it is assumed', () => {
    const history = inTurn([0, [w('x', 1)]], [0, [w('x', 2)]], [1, [r('x', 2)]], [2, [r('x', 1)]]);
    expect(found(history).strongestPossible).toEqual(['strong-session-serializable', 'strong-read-committed']);
    expect(checkTransactions(history, { level: 'serializable' }).verdict).toBe('ok');
    const backwards = inTurn([0, [w('x', 1)]], [0, [w('x', 2)]], [1, [r('x', 2)]], [1, [r('x', 1)]]);
    expect(checkTransactions(backwards, { level: 'serializable' }).verdict).toBe('ok');
    expect(checkTransactions(backwards, { level: 'serializable', assume: 'sequential-keys' }).verdict).toBe(
      'violation',
    );
    expect(checkTransactions(backwards, { level: 'causal' }).verdict).toBe('violation');
  });
});

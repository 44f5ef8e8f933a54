// Lists in corners: what aborted is on no cycle and counted once, what may not have happened is in no witness, what nobody read proves nothing.

import { History, type OperationInput } from '../../../src/checkers';
import { checkTransactions } from '../../../src/checkers/transactions/check-transactions';
import type { IsolationLevel } from '../../../src/checkers/transactions/level';

type Micro = [string, unknown, unknown];
const append = (key: string, value: number): Micro => ['append', key, value];
const r = (key: string, value: unknown): Micro => ['r', key, value];

function committed(...output: Micro[]): OperationInput {
  return { process: 'committed', f: 'txn', input: output, output, call: 0, return: 1 };
}

function ended(outcome: 'fail' | 'info', ...input: Micro[]): OperationInput {
  return { process: outcome, f: 'txn', input, outcome, call: 0, return: 1 };
}

function found(...operations: OperationInput[]) {
  return checkTransactions(History.fromOperations(operations)).anomalyCounts;
}

function verdictAt(level: IsolationLevel, ...operations: OperationInput[]): string {
  return checkTransactions(History.fromOperations(operations), { level }).verdict;
}

test('a transaction that failed is on no cycle, though its appends stand in the lists', () => {
  const counts = found(
    ended('fail', append('x', 1), append('y', 1)),
    committed(append('x', 2), append('y', 2)),
    committed(r('x', [1, 2])),
    committed(r('y', [2, 1])),
  );
  expect(counts).toEqual({ G1a: 2, 'dirty-update': 1 });
});

test('one read that observes several appends of failed transactions in a row is one anomaly', () => {
  expect(found(ended('fail', append('x', 1), append('x', 2)), committed(r('x', [1, 2])))).toEqual({ G1a: 1 });
});

test('a read of what the transaction itself appends later is internal, and nothing else', () => {
  expect(found(committed(r('x', [1]), append('x', 1), append('x', 2)))).toEqual({ internal: 1 });
});

test('an unknown transaction is part of the witness only if it was observed', () => {
  const witness = (value: number[]) => {
    const operations = [ended('info', append('x', 1)), committed(r('x', value))];
    return checkTransactions(History.fromOperations(operations)).witness?.map(({ index }) => index);
  };
  expect(witness([])).toEqual([1]);
  expect(witness([1])).toEqual([0, 1]);
});

describe('what is no proof', () => {
  test('of the weakest level: orders of a list that contradict each other', () => {
    const operations = [
      committed(append('x', 1)),
      committed(append('x', 2)),
      committed(r('x', [1])),
      committed(r('x', [2])),
    ];
    expect(verdictAt('read-uncommitted', ...operations)).toBe('unknown');
    expect(verdictAt('read-committed', ...operations)).toBe('violation');
  });

  test.each(['read-committed', 'serializable'] as const)('of %s: a key that was left out', (level) => {
    expect(verdictAt(level, committed(append('x', 1)), committed(append('x', 1)), committed(r('x', [1])))).toBe(
      'unknown',
    );
  });

  // A write skew whose two transactions also append to one list: in whichever order, the later one misses the earlier.
  test.each(['parallel-snapshot-isolation', 'snapshot-isolation'] as const)(
    'of %s: a list that nobody read',
    (level) => {
      const one = committed(r('x', []), append('y', 1), append('z', 1));
      const other = committed(r('y', []), append('x', 1), append('z', 2));
      expect(verdictAt(level, one, other)).toBe('unknown');
      expect(verdictAt(level, one, committed(r('y', []), append('x', 1)))).toBe('ok');
      expect(verdictAt(level, one, other, committed(r('z', [1, 2])))).toBe('violation');
    },
  );
});

describe('many readers of a version that many replaced', () => {
  const readers = Array.from({ length: 12 }, () => committed(r('x', [])));
  const writers = Array.from({ length: 12 }, (_, at) => committed(append('x', 100 + at)));

  test('each reader comes before each writer, also before one that reads', () => {
    const both = committed(r('x', []), append('x', 1), append('y', 1));
    const reader = committed(r('x', []), r('y', [1]));
    expect(found(...readers, ...writers, both)).toEqual({});
    expect(found(...readers, ...writers, both, reader)).toMatchObject({ 'fractured-read': 1 });
  });

  test('one that reads and writes comes before those that only write', () => {
    const both = committed(r('y', [1]), r('x', []), append('x', 1));
    const writer = committed(append('x', 2), append('y', 1));
    expect(found(...readers, ...writers, both, writer)).toMatchObject({ 'fractured-read': 1 });
  });

  test('those that read and write contradict each other, all of them', () => {
    const updates = Array.from({ length: 12 }, (_, at) => committed(r('x', []), append('x', at)));
    const { anomalies } = checkTransactions(History.fromOperations(updates));
    expect(anomalies[0]).toMatchObject({ name: 'lost-update', operations: { length: 12 } });
  });
});

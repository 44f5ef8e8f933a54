// What surrounds the anomalies: preconditions, options, unknown outcomes, sentences, proofs, size.

import { History } from '../../../src/checkers';
import { checkTransactions } from '../../../src/checkers/transactions/check-transactions';
import { ISOLATION_LEVELS, includedLevels, levelsViolatedWith } from '../../../src/checkers/transactions/level';
import {
  checkCausalTransactions,
  checkReadAtomic,
  checkReadCommitted,
} from '../../../src/checkers/transactions/weak-checks';

const { transactions } = require('../../../benchmarks/checkers/transactions');

type Micro = [string, unknown, unknown];

function concurrent(...outputs: Micro[][]): History {
  return History.fromOperations(
    outputs.map((output, process) => ({ process, f: 'txn', input: output, output, call: 0, return: 1 })),
  );
}

describe('what is reported', () => {
  test('a cycle with a sentence for each edge', () => {
    const history = concurrent(
      [
        ['r', 'x', []],
        ['append', 'y', 1],
      ],
      [
        ['r', 'y', []],
        ['append', 'x', 1],
      ],
    );
    const { verdict, reason, pattern, anomalies } = checkTransactions(history);
    expect(verdict).toBe('violation');
    expect(reason).toBe(
      'not serializable: G2-item (write skew): T0 read [] from "x", without T1\'s append of 1; T1 read [] from "y", without T0\'s append of 1',
    );
    expect(pattern).toMatchObject({ name: 'G2-item (write skew)', operations: [{ index: 0 }, { index: 1 }] });
    expect(anomalies[0]?.cycle?.nodes.map(({ label }) => label)).toEqual(['T0', 'T1']);
    expect(anomalies[0]?.cycle?.edges.map(({ from, to, kind }) => [from, to, kind])).toEqual([
      [0, 1, 'rw'],
      [1, 0, 'rw'],
    ]);
  });

  test('the rest of a long order is one edge', () => {
    const later = Array.from({ length: 20 }, (_, at): [number, Micro[]] => [at, [['append', 'y', at]]]);
    const all: [number, Micro[]][] = [[90, [['append', 'x', 1]]], ...later, [91, [['r', 'x', []]]]];
    const history = History.fromOperations(
      all.map(([process, output], at) => ({ process, f: 'txn', output, call: 2 * at, return: 2 * at + 1 })),
    );
    const { anomalies } = checkTransactions(history);
    expect(anomalies.map(({ text }) => text)).toEqual([
      'T21 read [] from "x", without T0\'s append of 1; T0 had returned before T21 was called',
    ]);
  });

  test('many anomalies of a kind are counted, and some of them described', () => {
    const reads = Array.from({ length: 30 }, (_, value): Micro[] => [['r', value, [1]]]);
    const { anomalies, anomalyCounts } = checkTransactions(concurrent(...reads), { maxAnomalies: 3 });
    expect(anomalies).toHaveLength(3);
    expect(anomalyCounts).toEqual({ 'garbage-read': 30 });
  });

  test('a proof comes with its order', () => {
    const history = concurrent([['r', 'x', [1]]], [['append', 'x', 1]]);
    const { verdict, witness } = checkTransactions(history, { level: 'strict-serializable' });
    expect([verdict, witness?.map(({ index }) => index)]).toEqual(['ok', [1, 0]]);
  });
});

describe('preconditions are checked', () => {
  test('an element that is appended twice: its key is left out, nothing is proved', () => {
    const history = concurrent([['append', 'x', 1]], [['append', 'x', 1]], [['r', 'x', [1]]]);
    const { verdict, reason, anomalies } = checkTransactions(history);
    expect([verdict, anomalies]).toEqual(['unknown', []]);
    expect(reason).toContain('1 was appended to "x" more than once (last by T1), so that key was left out');
  });

  test('what is wrong with other keys stands', () => {
    const history = concurrent([['append', 'x', 1]], [['append', 'x', 1]], [['r', 'y', [1]]]);
    expect(checkTransactions(history).verdict).toBe('violation');
  });

  test('a value that is written twice, or is the initial one', () => {
    const twice = checkTransactions(concurrent([['w', 'x', 1]], [['w', 'x', 1]]));
    expect([twice.verdict, twice.reason]).toEqual([
      'unknown',
      expect.stringContaining('1 was written to "x" more than once'),
    ]);
    const initial = checkTransactions(concurrent([['w', 'x', 0]], [['r', 'x', 0]]), { initial: 0 });
    expect([initial.verdict, initial.reason]).toEqual(['unknown', expect.stringContaining('and is its initial value')]);
  });

  test('an initial value is found equal as values are', () => {
    for (const initial of [Number.NaN, ['a']]) {
      const read: unknown = Array.isArray(initial) ? [...initial] : initial;
      expect(checkTransactions(concurrent([['r', 'x', read]]), { kind: 'rw-register', initial }).verdict).toBe('ok');
    }
  });

  test.each([
    [
      [
        ['append', 'x', 1],
        ['w', 'x', 2],
      ],
      "either list appends ('append') or register writes ('w'), got 'w' in operation 0",
    ],
    [[['add', 'x', 1]], 'operation 0: expected a list of micro-operations'],
    [
      [
        ['append', 'x', 1],
        ['r', 'x', 7],
      ],
      'operation 0: expected the read of a list, got 7',
    ],
  ] as [Micro[], string][])('%j is refused', (steps, message) => {
    expect(() => checkTransactions(concurrent(steps))).toThrow(message);
  });

  test('an operation that is no transaction, and options that there are not', () => {
    const history = History.fromOperations([{ process: 0, f: 'enqueue', input: 1, call: 0, return: 1 }]);
    expect(() => checkTransactions(history)).toThrow(
      'expected a transaction (txn, read, write or append), got enqueue',
    );
    const empty = concurrent();
    expect(() => checkTransactions(empty, { level: 'linearizable' as never })).toThrow('Expected an isolation level');
    expect(() => checkTransactions(empty, { kind: 'set' as never })).toThrow('Expected `kind` to be');
    expect(() => checkTransactions(empty, { maxAnomalies: 0 })).toThrow('Expected `maxAnomalies` to be');
    expect(() => checkTransactions(concurrent([['w', 'x', 1]]), { assume: 'all' as never })).toThrow(
      'Expected `assume`',
    );
  });
});

describe('outcomes', () => {
  const input: Micro[] = [['append', 'x', 1]];
  const reader = (value: unknown, call = 2) => ({
    process: 1,
    f: 'txn',
    output: [['r', 'x', value]],
    call,
    return: call + 1,
  });

  test.each([
    ['info', [1], 'ok'],
    ['info', [], 'ok'],
    ['fail', [1], 'violation'],
    ['mismatch', [1], 'violation'],
    ['blocked', [1], 'violation'],
    ['ok', [], 'violation'],
  ] as const)('a transaction that ended as %s, then a read of %j: %s', (outcome, value, verdict) => {
    const history = History.fromOperations([
      { process: 0, f: 'txn', input, outcome, call: 0, return: 1 },
      reader(value),
    ]);
    expect(checkTransactions(history, { level: 'strict-serializable' }).verdict).toBe(verdict);
  });

  test('single reads and writes are transactions', () => {
    const history = History.fromOperations([
      { process: 0, f: 'write', key: 'x', input: 1, call: 0, return: 1 },
      { process: 1, f: 'read', key: 'x', output: null, call: 2, return: 3 },
    ]);
    expect(checkTransactions(history, { level: 'strict-serializable' }).verdict).toBe('violation');
    expect(checkTransactions(history).verdict).toBe('ok');
  });

  test.each([NaN, -0, undefined, 1n, 'a', [1], { a: 1 }])('%p is an element like others', (element) => {
    const history = concurrent([['append', 'x', element]], [['r', 'x', [element]]]);
    expect(checkTransactions(history).verdict).toBe('ok');
  });

  test('the empty history', () => {
    expect(checkTransactions(concurrent()).verdict).toBe('ok');
  });
});

describe('weak levels on their own', () => {
  // T2 observes T1 but not T0, which T1 had observed: atomic, but not causal.
  const history = concurrent(
    [['w', 'x', 1]],
    [
      ['r', 'x', 1],
      ['w', 'y', 1],
    ],
    [
      ['r', 'y', 1],
      ['r', 'x', null],
    ],
  );

  test('each has its own verdict', () => {
    expect(checkReadCommitted(history).verdict).toBe('ok');
    expect(checkReadAtomic(history).verdict).toBe('ok');
    expect(checkCausalTransactions(history).verdict).toBe('violation');
  });

  test('the violation is a cycle', () => {
    const [anomaly] = checkCausalTransactions(history).anomalies;
    expect([anomaly?.name, anomaly?.cycle?.edges.map(({ kind }) => kind)]).toEqual([
      'causality-violation',
      ['rw', 'wr', 'wr'],
    ]);
  });
});

test('a level is violated with each that it includes', () => {
  expect(ISOLATION_LEVELS.every((level) => includedLevels(level).has('read-uncommitted'))).toBe(true);
  expect(levelsViolatedWith(['strong-session-serializable'])).toEqual([
    'strong-session-serializable',
    'strict-serializable',
  ]);
});

test('a search without any cycle gives up only at its limit', () => {
  // No cycle is known: only the search sees that T1 is before T2, T2 before T0, and T0 reads what T2 has replaced.
  const history = concurrent(
    [
      ['w', 'x', 1],
      ['r', 'y', 2],
    ],
    [
      ['r', 'y', null],
      ['w', 'y', 2],
    ],
    [
      ['r', 'x', null],
      ['w', 'y', 3],
    ],
  );
  const full = checkTransactions(history);
  expect([full.verdict, full.anomalies.map(({ name }) => name)]).toEqual([
    'violation',
    ['no-serial-order', 'no-serial-order-realtime'],
  ]);
  const short = checkTransactions(history, { maxConfigurations: 3 });
  expect([short.verdict, short.anomalies]).toEqual(['unknown', []]);
  expect(short.reason).toContain('given up at the limit of maxConfigurations');
});

describe('large histories', () => {
  test.each([
    ['list-append', 20_000],
    ['rw-register', 5_000],
  ] as const)('%s: %d transactions of a strictly serializable store are proved to be so', (kind, count) => {
    const history = History.fromOperations(transactions({ count, clients: 10, kind }));
    const { verdict, statistics } = checkTransactions(history, { level: 'strict-serializable' });
    expect([verdict, statistics.configurations]).toMatchSnapshot();
  });

  test('thousands of transactions on one cycle', () => {
    const size = 5_000;
    const history = concurrent(
      ...Array.from({ length: size }, (_, at): Micro[] => [
        ['append', at, 1],
        ['r', (at + 1) % size, [1]],
      ]),
    );
    const { anomalies, weakestViolated } = checkTransactions(history);
    expect(weakestViolated).toEqual(['read-committed']);
    expect(anomalies.map(({ name, operations }) => [name, operations.length])).toEqual([['G1c', size]]);
  });

  test('a list that everybody appends to and nobody reads afterwards takes linear time', () => {
    const size = 20_000;
    const history = concurrent(
      ...Array.from({ length: size }, (_, at): Micro[] => (at % 2 === 0 ? [['append', 'x', at]] : [['r', 'x', []]])),
    );
    const { verdict, statistics } = checkTransactions(history);
    expect(verdict).toBe('ok');
    expect(statistics.configurations).toBeLessThan(10 * size);
  });
});

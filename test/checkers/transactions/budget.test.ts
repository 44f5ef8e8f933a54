// Budgets of the transactional checks: what ends early is `unknown` with what was found until then, never `ok`; a violation stays one.

import { History } from '../../../src/checkers';
import { checkTransactions } from '../../../src/checkers/transactions/check-transactions';
import { checkCausalTransactions } from '../../../src/checkers/transactions/weak-checks';

const { transactions } = require('../../../benchmarks/checkers/transactions');

type Micro = [string, unknown, unknown];

const kinds = ['list-append', 'rw-register'] as const;
type Kind = (typeof kinds)[number];

function concurrent(...outputs: Micro[][]): History {
  return History.fromOperations(
    outputs.map((output, process) => ({ process, f: 'txn', input: output, output, call: 0, return: 1 })),
  );
}

function serializable(kind: Kind): History {
  return History.fromOperations(transactions({ count: 300, clients: 5, kind }));
}

/** No cycle is known, but there is no serial order: only the search sees that T1 is before T2, T2 before T0, and T0 reads what T2 has replaced. */
const noSerialOrder = concurrent(
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

/** A list whose elements never come. */
function endlessList(): unknown {
  return new Proxy([1], {
    get(target, name) {
      if (name === '0') for (;;);
      return Reflect.get(target, name);
    },
  });
}

describe.each(kinds)('%s', (kind) => {
  const history = serializable(kind);

  test('memory ends: unknown, and no more than the budget was held', () => {
    const { verdict, statistics } = checkTransactions(history);
    expect(verdict).toBe('ok');
    for (const share of [0.01, 0.3, 0.6, 0.9]) {
      const maxMemory = Math.floor(statistics.memory * share);
      const result = checkTransactions(history, { maxMemory });
      expect(result.verdict).toBe('unknown');
      expect(result.reason).toContain('maxMemory');
      expect(result.statistics.memory).toBeLessThanOrEqual(maxMemory);
    }
    expect(checkTransactions(history, { maxMemory: statistics.memory }).verdict).toBe('ok');
  });

  test('a signal that is aborted ends it', () => {
    const result = checkTransactions(history, { signal: AbortSignal.abort('enough') });
    expect(result).toMatchObject({ verdict: 'unknown', anomalies: [], witness: null });
    expect(result.reason).toBe(
      'no anomaly was found that serializable forbids, which is no proof that there is none: the check was aborted: "enough"',
    );
    expect(checkTransactions(history, { signal: new AbortController().signal }).verdict).toBe('ok');
  });

  test('budgets that are not used up change nothing', () => {
    const result = checkTransactions(history, { timeout: 1e6, maxMemory: 1e9, maxConfigurations: Infinity });
    expect(result).toEqual(checkTransactions(history));
  });
});

test('a timeout ends a check in the middle of a pass', () => {
  const result = checkTransactions(concurrent([['append', 'x', 1]], [['r', 'x', endlessList()]]), { timeout: 30 });
  expect(result).toMatchObject({ verdict: 'unknown', witness: null });
  expect(result.reason).toContain('the timeout of 30 ms has passed');
});

describe('what was found before the memory ended', () => {
  // Reads are looked at before the graph is built.
  const input: Micro[] = [['append', 'z', 1]];
  const output: Micro[] = [['r', 'z', [1]]];
  const history = History.fromOperations([
    ...serializable('list-append').operations,
    { process: 'aborted', f: 'txn', input, outcome: 'fail', call: 1e6, return: 1e6 + 1 },
    { process: 'late', f: 'txn', output, call: 1e6 + 2, return: 1e6 + 3 },
  ]);
  const maxMemory = Math.floor(checkTransactions(history).statistics.memory * 0.6);

  test('stays a violation of the level', () => {
    const { verdict, reason, strongestPossible } = checkTransactions(history, { maxMemory });
    expect([verdict, strongestPossible]).toEqual(['violation', ['read-uncommitted']]);
    expect(reason).toContain('not serializable: G1a');
  });

  test('is told though the level allows it', () => {
    const { verdict, reason, anomalies } = checkTransactions(history, { level: 'read-uncommitted', maxMemory });
    expect([verdict, anomalies.map(({ name }) => name)]).toEqual(['unknown', ['G1a']]);
    expect(reason).toContain('no anomaly was found that read-uncommitted forbids');
  });
});

test('a search for cycles that was given up is no proof of a level below', () => {
  const writeSkew = concurrent(
    [
      ['r', 'x', []],
      ['append', 'y', 1],
    ],
    [
      ['r', 'y', []],
      ['append', 'x', 1],
    ],
  );
  const level = 'snapshot-isolation';
  expect(checkTransactions(writeSkew, { level }).verdict).toBe('ok');
  const { verdict, reason } = checkTransactions(writeSkew, { level, maxConfigurations: 1 });
  expect(verdict).toBe('unknown');
  expect(reason).toContain('given up at the limit of maxConfigurations');
});

test('dead ends of the search for a serial order count as memory', () => {
  const { verdict, statistics, anomalyCounts } = checkTransactions(noSerialOrder);
  expect([verdict, Object.keys(anomalyCounts)]).toEqual(['violation', ['no-serial-order-realtime', 'no-serial-order']]);
  const short = checkTransactions(noSerialOrder, { maxMemory: statistics.memory - 1 });
  expect([short.verdict, short.anomalies]).toEqual(['unknown', []]);
  expect(short.reason).toContain('the memory budget of');
});

test('causal consistency without room for its clocks: the levels below it are decided all the same', () => {
  const fractured = concurrent(
    [
      ['w', 'x', 1],
      ['w', 'y', 1],
    ],
    [
      ['r', 'x', 1],
      ['r', 'y', null],
    ],
  );
  const clients = Array.from({ length: 400 }, (_, at) => ({
    process: `client ${at}`,
    f: 'txn',
    output: [['w', 'z', at]] as Micro[],
    call: 0,
    return: 1,
  }));
  const alone = History.fromOperations(clients);
  const together = History.fromOperations([...fractured.operations, ...clients]);
  const maxMemory = 500_000;
  const open = checkCausalTransactions(alone, { maxMemory });
  expect(open.verdict).toBe('unknown');
  expect(open.reason).toContain('causal consistency would take 640000 bytes, 4 for each transaction and process');
  expect(checkCausalTransactions(alone).verdict).toBe('ok');
  const broken = checkCausalTransactions(together, { maxMemory });
  expect(broken.verdict).toBe('violation');
  expect(broken.anomalies.map(({ name }) => name)).toContain('fractured-read');
});

test.each([
  [{ maxConfigurations: 0 }, 'Expected `maxConfigurations` to be a number above 0, got 0'],
  [{ maxMemory: Number.NaN }, 'Expected `maxMemory` to be a number above 0, got NaN'],
  [{ timeout: -1 }, 'Expected `timeout` to be a number above 0, got -1'],
  [{ signal: true as never }, 'Expected `signal` to be an AbortSignal, got boolean'],
])('%j is refused', (options, message) => {
  expect(() => checkTransactions(noSerialOrder, options)).toThrow(message);
});

// Anomalies that contradict only the order of processes, or only real time (Kingsbury & Alvaro, Elle, VLDB'20, section 5: `-process`, `-realtime`), each as the
// smallest history that shows it, with what it breaks and what it leaves possible by the definitions (Adya 1999; Cerone, Bernardi & Gotsman, CONCUR'15).

import { History } from '../../../src/checkers';
import { checkTransactions } from '../../../src/checkers/transactions/check-transactions';

type Micro = [string, unknown, unknown];
type Line = [process: string, call: number, end: number, output: Micro[]];
const append = (key: string, value: number): Micro => ['append', key, value];
const w = (key: string, value: number): Micro => ['w', key, value];
const r = (key: string, value: unknown): Micro => ['r', key, value];

function found(lines: readonly Line[]) {
  const operations = lines.map(([process, call, end, output]) => {
    return { process, f: 'txn', input: output, output, call, return: end };
  });
  const { anomalies, weakestViolated, strongestPossible } = checkTransactions(History.fromOperations(operations));
  return { names: anomalies.map(({ name }) => name), weakestViolated, strongestPossible };
}

/** Two transactions one after the other, in the middle of what takes all the time; of one process or of two. */
type Pair = (first: Micro[], second: Micro[]) => Line[];
const ofOneProcess: Pair = (first, second) => [
  ['one', 1, 2, first],
  ['one', 3, 4, second],
];
const ofTwo: Pair = (first, second) => [
  ['one', 1, 2, first],
  ['two', 3, 4, second],
];
const allTheTime = (process: string, ...output: Micro[]): Line => [process, 0, 9, output];

describe.each([
  ['process', ofOneProcess],
  ['realtime', ofTwo],
] as const)('%s', (suffix, pair) => {
  const byProcess = suffix === 'process';

  test('G0: the later write is the older version', () => {
    const history = [...pair([append('x', 1)], [append('x', 2)]), allTheTime('reader', r('x', [2, 1]))];
    expect(found(history)).toEqual({
      names: [`G0-${suffix}`],
      weakestViolated: [byProcess ? 'strong-session-read-committed' : 'strong-read-committed'],
      strongestPossible: [byProcess ? 'serializable' : 'strong-session-serializable'],
    });
  });

  test('G1c: an observation of what comes later, by way of another transaction', () => {
    const history = [...pair([r('x', [1])], [append('y', 1)]), allTheTime('other', r('y', [1]), append('x', 1))];
    expect(found(history)).toEqual({
      names: [`G1c-${suffix}`],
      weakestViolated: [byProcess ? 'strong-session-read-committed' : 'strong-read-committed'],
      strongestPossible: [byProcess ? 'serializable' : 'strong-session-serializable'],
    });
  });

  test('G-single: a read without what the write before it has replaced', () => {
    const history = [
      allTheTime('other', append('x', 1), append('z', 1)),
      ...pair([append('x', 2)], [r('z', [])]),
      allTheTime('reader', r('x', [1, 2])),
    ];
    expect(found(history)).toEqual({
      names: [`G-single-${suffix}`],
      weakestViolated: [byProcess ? 'strong-session-parallel-snapshot-isolation' : 'strong-snapshot-isolation'],
      strongestPossible: byProcess
        ? ['serializable', 'causal', 'strong-read-committed']
        : ['strong-session-serializable', 'strong-read-committed'],
    });
  });

  test('G-nonadjacent: a long fork whose one side reads twice', () => {
    const history = [
      allTheTime('x', append('x', 1)),
      allTheTime('y', append('y', 1)),
      ...pair([r('x', [1])], [r('y', [])]),
      allTheTime('reader', r('y', [1]), r('x', [])),
    ];
    expect(found(history)).toEqual({
      names: [`G-nonadjacent-${suffix}`],
      weakestViolated: [byProcess ? 'strong-session-snapshot-isolation' : 'strong-snapshot-isolation'],
      strongestPossible: byProcess
        ? ['serializable', 'strong-session-parallel-snapshot-isolation', 'strong-read-committed']
        : ['strong-session-serializable', 'strong-read-committed'],
    });
  });

  test('G2-item: two anti-dependencies in a row, closed by the order (a read-only transaction anomaly)', () => {
    const history = [
      allTheTime('other', r('y', []), append('x', 1)),
      ...pair([append('y', 1)], [r('y', [1]), r('x', [])]),
    ];
    const last = found([allTheTime('other', r('y', []), append('x', 1)), ...pair([append('y', 1)], [r('x', [])])]);
    expect(last).toEqual({
      names: [`G2-item-${suffix}`],
      weakestViolated: [byProcess ? 'strong-session-serializable' : 'strict-serializable'],
      strongestPossible: [byProcess ? 'serializable' : 'strong-session-serializable', 'strong-snapshot-isolation'],
    });
    // Where the reader observes what came before it, no order is needed: Fekete, O'Neil & O'Neil, SIGMOD Record 2004.
    expect(found(history)).toMatchObject({ names: ['G2-item'], strongestPossible: ['strong-snapshot-isolation'] });
  });
});

test.each([
  ['overlap', 3],
  ['meet', 5],
])('two transactions of a process that %s are in no order', (_, call) => {
  const history: Line[] = [
    ['one', 0, 5, [append('x', 1)]],
    ['one', call, 9, [r('x', [])]],
  ];
  expect(found(history)).toMatchObject({ names: [], strongestPossible: ['strict-serializable'] });
});

describe('processes and registers', () => {
  test('fractured-read-process: a process loses its own write', () => {
    expect(found(ofOneProcess([w('x', 1)], [r('x', null)]))).toMatchObject({
      names: expect.arrayContaining(['fractured-read-process']),
      weakestViolated: ['strong-session-read-atomic'],
      strongestPossible: ['serializable', 'strong-session-monotonic-atomic-view', 'strong-read-committed'],
    });
  });

  test('observed-transaction-vanishes-process: atomic for each, but not in the order of the processes', () => {
    // The reader, who observed the writer of 1, says that 1 is older than 2; the process that wrote them says the opposite.
    const history: Line[] = [
      ['writer', 0, 1, [w('x', 2)]],
      ['writer', 2, 3, [w('x', 1), w('y', 1)]],
      ['reader', 0, 9, [r('y', 1), r('x', 2)]],
    ];
    expect(found(history)).toMatchObject({
      names: expect.arrayContaining(['observed-transaction-vanishes-process']),
      weakestViolated: ['strong-session-monotonic-atomic-view'],
      strongestPossible: ['serializable', 'strong-read-committed'],
    });
  });

  test('cyclic versions: each of two readers is sure of another order', () => {
    const history: Line[] = [
      allTheTime('a', w('x', 1), w('y', 1)),
      allTheTime('b', w('x', 2), w('z', 1)),
      allTheTime('c', r('x', 2), r('y', 1)),
      allTheTime('d', r('x', 1), r('z', 1)),
    ];
    expect(found(history)).toMatchObject({
      names: expect.arrayContaining(['fractured-read', 'cyclic-versions']),
      weakestViolated: ['read-atomic'],
      strongestPossible: ['strong-session-monotonic-atomic-view', 'strong-read-committed'],
    });
  });
});

describe('registers, whatever the order', () => {
  test.each([
    [
      'G1c',
      [
        [w('x', 1), r('y', 1)],
        [w('y', 1), r('x', 1)],
      ],
      'read-committed',
    ],
    ['G1b', [[w('x', 1), w('x', 2)], [r('x', 1)]], 'read-committed'],
    ['internal', [[w('x', 1), r('x', null)]], 'read-committed'],
    ['internal', [[r('x', 1), w('x', 1)]], 'read-committed'],
    ['non-repeatable-read', [[w('x', 1)], [r('x', null), r('x', 1)]], 'read-atomic'],
    ['non-repeatable-read', [[w('x', 1)], [w('x', 2)], [r('x', 1), r('x', 2)]], 'read-atomic'],
    [
      'fractured-read',
      [
        [w('x', 1), w('y', 1)],
        [r('x', null), r('y', 1)],
      ],
      'read-atomic',
    ],
    [
      'observed-transaction-vanishes',
      [
        [w('x', 1), w('y', 1)],
        [r('y', 1), r('x', null)],
      ],
      'monotonic-atomic-view',
    ],
  ] as [string, Micro[][], string][])('%s %j', (name, transactions, level) => {
    const result = found(transactions.map((output, at) => allTheTime(`${at}`, ...output)));
    expect(result.names).toContain(name);
    expect(result.weakestViolated).toEqual([level]);
  });

  test.each(['fail', 'mismatch', 'blocked'] as const)('G1a: what ended as %s is read', (outcome) => {
    const history = History.fromOperations([
      { process: 0, f: 'txn', input: [w('x', 1)], outcome, call: 0, return: 1 },
      { process: 1, f: 'txn', input: [r('x', null)], output: [r('x', 1)], call: 0, return: 1 },
    ]);
    const { anomalies, strongestPossible } = checkTransactions(history);
    expect([anomalies.map(({ name }) => name), strongestPossible]).toEqual([['G1a'], ['read-uncommitted']]);
  });
});

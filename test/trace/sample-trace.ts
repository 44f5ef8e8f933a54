// A small, complete trace for tests: two tasks withdraw from one account and lose an update.

import { signature, TRACE_VERSION, type Trace } from '../../src/trace';

const failure = {
  kind: 'error' as const,
  name: 'JestAssertionError',
  message: 'expect(received).toBe(expected) // Object.is equality\n\nExpected: 50\nReceived: 80',
  stack: 'at Object.<anonymous> (test/account.test.ts:21:27)',
  task: '0',
  site: 'test/account.test.ts:20:5',
  waiting: [],
};

/** A trace with some fields replaced. */
export function sampleTrace(changes: Partial<Trace> = {}): Trace {
  return {
    format: 'lockstep-trace',
    version: TRACE_VERSION,
    lockstep: '0.1.0',
    test: { file: 'test/account.test.ts', name: ['account', 'withdraws twice'] },
    seed: 12345,
    iteration: 7,
    strategy: 'pos',
    model: 'host',
    options: { maxSteps: 10_000, maxLatency: null, isolate: false },
    sources: { 'src/account.ts': 'a1b2', 'test/account.test.ts': 'c3d4' },
    decisions: [
      {
        kind: 'late',
        options: 2,
        choice: 1,
        task: '0.1',
        site: 'test/account.test.ts:10:7',
        operation: 'await',
        hash: 11,
      },
      {
        kind: 'pick',
        options: 2,
        choice: 0,
        task: '0.1',
        site: 'test/account.test.ts:10:7',
        operation: 'await',
        hash: 22,
      },
    ],
    failure: { ...failure, signature: signature(failure) },
    sites: {
      4: { file: 'test/account.test.ts', line: 10, column: 6, function: 'get', kind: 'a', text: 'null' },
      9: { file: 'src/account.ts', line: 5, column: 2, function: 'withdraw', kind: 'w', text: 'account.balance' },
    },
    events: [
      { type: 'latency', step: 0, task: '0.1', site: 4, kind: 'await', late: true, time: 0, decision: 0 },
      { type: 'step', step: 1, task: '0.1', kind: 'await', site: 4, time: 0, options: 2, choice: 0, decision: 1 },
      {
        type: 'access',
        step: 1,
        task: '0.1',
        site: 9,
        object: 1,
        key: 'balance',
        name: 'account.balance',
        write: true,
        value: '80',
        after: 4,
      },
      { type: 'end', step: 1, task: '0', site: -1, time: 0, failure: 'error' },
    ],
    ...changes,
  };
}

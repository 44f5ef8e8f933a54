// The findings whose reports are kept as golden files.

import type { TraceEvent } from '../../src/engine/event';
import type { Finding } from '../../src/trace/finding';
import {
  completes,
  decision,
  end,
  failureOf,
  findingOf,
  fires,
  fork,
  late,
  read,
  resume,
  suspend,
  traceOf,
  write,
} from './traces';

const lostUpdateTrace = traceOf({
  failure: failureOf({
    kind: 'error',
    name: 'JestAssertionError',
    message: 'expect(received).toBe(expected) // Object.is equality\n\nExpected: 50\nReceived: 80',
    stack: 'at Object.<anonymous> (test/account.test.ts:10:30)',
    site: 'test/account.test.ts:9:3',
  }),
  decisions: [decision('late', 2, 1, '0.1', 'test/account.test.ts:3:3', 'completion')],
  critical: {
    kind: 'removal',
    decision: 0,
    decided: 'late',
    failing: { task: '', site: '', operation: '' },
    passing: { task: '0.1', site: 'test/account.test.ts:3:3', operation: 'completion' },
  },
  events: [
    fork('0.1', 'withdraw', 8),
    read(0, '0.1', 2, '100'),
    { ...late(0, '0.1', 1), decision: 0 } as TraceEvent,
    suspend(0, '0.1', 5),
    fork('0.2', 'withdraw', 8),
    read(0, '0.2', 2, '100'),
    suspend(0, '0.2', 5),
    suspend(0, '0', 7),
    resume(0, '0.2', 5, '100'),
    write(0, '0.2', 4, '70', 5),
    suspend(0, '0.2', 6),
    resume(0, '0.2', 6),
    completes(1, '0.1', 1),
    resume(1, '0.1', 5, '100'),
    write(1, '0.1', 4, '80', 5),
    suspend(1, '0.1', 6),
    resume(1, '0.1', 6),
    resume(1, '0', 7),
    end(1, '0', 'error: expect(received).toBe(expected)'),
  ],
});

const deadlockTrace = traceOf({
  test: { file: 'test/transfer.test.ts', name: ['transfers both ways'] },
  failure: failureOf({
    kind: 'deadlock',
    name: 'Error',
    message: 'deadlock',
    task: '0.1',
    site: 'src/transfer.ts:3:3',
    waiting: [
      { task: '0.1', name: 'transfer', site: 'src/transfer.ts:3:3' },
      { task: '0.2', name: 'transfer', site: 'src/transfer.ts:3:3' },
      { task: '0', name: 'test', site: 'test/account.test.ts:9:3' },
    ],
  }),
  events: [
    fork('0.1', 'transfer', 8),
    suspend(0, '0.1', 9),
    fork('0.2', 'transfer', 8),
    suspend(0, '0.2', 9),
    suspend(0, '0', 7),
    suspend(0, '0.1', 10),
    suspend(0, '0.2', 10),
    end(0, '0.1', 'deadlock: nothing can run'),
  ],
});

const rejectionTrace = traceOf({
  failure: failureOf({
    kind: 'unhandled-rejection',
    name: 'RangeError',
    message: 'not enough',
    task: '0.2',
    stack: 'at Account.withdraw (src/account.ts:8:35)\nat async run (test/account.test.ts:9:3)',
    site: 'src/account.ts:7:21',
  }),
  events: [
    fork('0.2', 'withdraw', 8),
    suspend(0, '0.2', 5),
    resume(0, '0.2', 5, '10'),
    { type: 'return', step: 0, task: '0.2', site: 8, threw: true, value: 'RangeError: not enough' },
    end(0, '0.2', 'unhandled-rejection: RangeError'),
  ],
});

const timeoutTrace = traceOf({
  test: { file: 'test/fetch.test.ts', name: ['fetches within the time'] },
  failure: failureOf({
    kind: 'error',
    name: 'TimeoutError',
    message: 'no answer within 100 ms',
    stack: 'at Timeout.reject (src/fetch.ts:12:40)',
    site: 'src/fetch.ts:20:3',
  }),
  decisions: [
    decision('late', 2, 1, '0', 'test/fetch.test.ts:5:11', 'await'),
    decision('pick', 2, 1, '0.1', 'src/fetch.ts:12:7', 'timer'),
  ],
  critical: {
    kind: 'removal',
    decision: 1,
    decided: 'pick',
    failing: { task: '0.1', site: 'src/fetch.ts:12:7', operation: 'timer' },
    passing: { task: '0', site: 'test/fetch.test.ts:5:11', operation: 'await' },
  },
  events: [
    { type: 'latency', step: 0, task: '0', site: 12, kind: 'await', late: true, time: 0 },
    suspend(0, '0', 12),
    { type: 'timer', step: 0, task: '0', site: 11, delay: 100, cleared: false, time: 0 },
    fires(1, '0.1', 11, 0, 2, 1),
    { type: 'resume', step: 1, task: '0', site: 13, threw: true, value: 'TimeoutError: no answer within 100 ms' },
    end(1, '0', 'error: TimeoutError', 100),
  ],
});

const stepBoundTrace = traceOf({
  test: { file: 'test/poll.test.ts', name: ['polls until done'] },
  options: { maxSteps: 1000, maxLatency: null, isolate: false },
  failure: failureOf({
    kind: 'step-bound',
    name: 'Error',
    message:
      'The schedule has run 1000 events and the test body is not over: a livelock, or a test that needs a larger maxSteps.',
    task: '0.1',
    site: 'src/poll.ts:4:5',
  }),
  events: [
    fork('0.1', 'poll', 14),
    ...Array.from({ length: 1000 }, (_, index) => [
      fires(index + 1, '0.1', 14, index * 10),
      suspend(index + 1, '0.1', index % 2 === 0 ? 15 : 14),
    ]).flat(),
    end(1000, '0.1', 'step-bound: more than 1000 steps', 10_000),
  ],
});

const thrownUndefinedTrace = traceOf({
  failure: failureOf({ kind: 'error', name: 'undefined', message: 'undefined', site: 'test/account.test.ts:9:3' }),
  events: [suspend(0, '0', 7), resume(0, '0', 7), end(0, '0', 'error: undefined')],
});

const latentTrace = traceOf({
  model: 'await',
  failure: failureOf({ kind: 'error', name: 'Error', message: 'not ready', site: 'src/account.ts:7:21' }),
  events: [
    fork('0.1', 'withdraw', 8),
    { type: 'latency', step: 0, task: '0.1', site: 16, kind: 'await', late: true, time: 0 },
    suspend(0, '0.1', 16),
    fork('0.2', 'withdraw', 8),
    late(0, '0.2', 1),
    suspend(0, '0.2', 5),
    completes(1, '0.2', 1, 2, 1),
    { type: 'step', step: 2, task: '0.1', kind: 'await', site: 16, time: 0, options: 1, choice: 0 },
    end(2, '0.1', 'error: not ready'),
  ],
});

const manyTasks = Array.from({ length: 12 }, (_, index) => `0.${index + 1}`);
const manyTasksTrace = traceOf({
  failure: failureOf({ kind: 'error', name: 'Error', message: 'too many at once: 12' }),
  events: [
    ...manyTasks.flatMap((task) => [fork(task, 'worker', 8), late(0, task, 1)]),
    ...manyTasks.map((task, index) => completes(index + 1, task, 1, 12 - index)),
    end(12, '0.12', 'error: too many'),
  ],
});

/** As an older version recorded it: without the task of the late operation. */
const withoutEventsTrace = traceOf({
  ...lostUpdateTrace,
  critical: {
    kind: 'removal',
    decision: 0,
    decided: 'late',
    failing: { task: '', site: '', operation: '' },
    passing: { task: '', site: 'test/account.test.ts:3:3', operation: 'late' },
  },
  events: [],
  decisions: [
    decision('late', 2, 1, '', 'test/account.test.ts:3:3', 'late'),
    decision('pick', 2, 0, '0.2', 'test/account.test.ts:3:3', 'completion'),
    decision('choose', 6, 3, '0.2', '', 'choose'),
    decision('native', 1, 1, '', 'src/account.ts:9:5', 'native'),
  ],
});

const refusedHistoryTrace = traceOf({
  ...lostUpdateTrace,
  failure: {
    ...failureOf({
      kind: 'error',
      name: 'JestAssertionError',
      message: 'expect(history).toBeLinearizable(register)\n\nread 0 from a register that holds 1',
      stack: 'at Object.<anonymous> (test/account.test.ts:10:30)',
      site: 'test/account.test.ts:9:3',
    }),
    history: {
      criterion: 'linearizable',
      model: 'register',
      verdict: 'violation',
      reason: 'read 0 from a register that holds 1',
      picture: ['read 0 from a register that holds 1', '', ...Array.from({ length: 30 }, (_, row) => `${row} |-----|`)],
      events: ['{"process":0,"type":"invoke","f":"write","value":1}'],
    },
  },
});

/** Name of the golden file to the finding. */
export const CASES: Readonly<Record<string, Finding>> = {
  'lost-update': findingOf(lostUpdateTrace, { shrunk: { from: 9, to: 1, attempts: 41, fewest: true } }),
  deadlock: findingOf(deadlockTrace, { shrunk: { from: 4, to: 0, attempts: 12, fewest: true } }),
  'unhandled-rejection': findingOf(rejectionTrace),
  'timeout-race': findingOf(timeoutTrace, { shrunk: { from: 2, to: 2, attempts: 7, fewest: true } }),
  'step-bound': findingOf(stepBoundTrace),
  'thrown-undefined': findingOf(thrownUndefinedTrace, { error: undefined }),
  latent: findingOf(latentTrace, { verdict: 'latent' }),
  'many-tasks': findingOf(manyTasksTrace),
  'without-events': findingOf(withoutEventsTrace),
  'refused-history': findingOf(refusedHistoryTrace),
  leak: findingOf(thrownUndefinedTrace, { verdict: 'leak' }),
};

// What a check for sequential consistency answers, and how much it visits for it.

import { History, illegal, type Model, type OperationInput } from '../../../src/checkers';
import { readHistory } from '../../../src/checkers/history/formats';
import { casRegister, fifoQueue, multiRegister, register } from '../../../src/checkers/models';
import {
  checkSequentialConsistency,
  checkSequentialConsistencyAsync,
  sequentialConsistency,
} from '../../../src/checkers/sequential/sequential-consistency';
import { replayWitness } from '../../../src/checkers/witness';
import { publicHistories, publicHistoriesExist } from '../history/public-histories';

/** One operation after the other in time: `[process, f, input, output]`. */
function sequence(...operations: readonly (readonly [number | string, string, unknown?, unknown?])[]): History {
  return History.fromOperations(
    operations.map(([process, f, input, output], index): OperationInput => {
      return { process, f, input, output, call: 2 * index, return: 2 * index + 1 };
    }),
  );
}

test('an old value may be read, as long as nobody reads backwards', () => {
  const stale = sequence([0, 'write', 1], [1, 'read', null, null], [1, 'read', null, 1]);
  const { verdict, witness, statistics } = checkSequentialConsistency(stale, register());
  expect(verdict).toBe('ok');
  expect(witness?.map(({ index }) => index)).toEqual([1, 0, 2]);
  expect(statistics.configurations).toBe(2);
  const backwards = sequence([0, 'write', 1], [1, 'read', null, 1], [1, 'read', null, null]);
  expect(checkSequentialConsistency(backwards, register())).toMatchObject({
    verdict: 'violation',
    statistics: { configurations: 0 },
    pattern: {
      name: 'read of the initial value after a write',
      text:
        'read -> null (operation 2 of process 1) found the initial value, although a write must come before it: ' +
        'write 1 (operation 0 of process 0), then read -> 1 (operation 1 of process 1), which found its value, ' +
        'then in the same process read -> null (operation 2 of process 1)',
    },
  });
});

test('objects that are each sequentially consistent need not be so together: the history is not split', () => {
  const crossed = History.fromOperations([
    { process: 0, f: 'write', key: 'x', input: 1, call: 0, return: 1 },
    { process: 0, f: 'read', key: 'y', output: null, call: 2, return: 3 },
    { process: 1, f: 'write', key: 'y', input: 1, call: 0, return: 1 },
    { process: 1, f: 'read', key: 'x', output: null, call: 2, return: 3 },
  ]);
  for (const key of ['x', 'y'])
    expect(checkSequentialConsistency(crossed.forKey(key), multiRegister()).verdict).toBe('ok');
  const together = checkSequentialConsistency(crossed, multiRegister());
  expect(together).toMatchObject({
    verdict: 'violation',
    pattern: { name: 'read of the initial value after a write' },
  });
  expect(together.pattern?.operations).toHaveLength(4);
});

test('a violation without a pattern shows the furthest point and what each process would do next', () => {
  const queue = sequence([0, 'enqueue', 1], [0, 'enqueue', 2], [1, 'dequeue', null, 2], [2, 'dequeue', null, 1]);
  expect(checkSequentialConsistency(queue, fifoQueue({ blocking: true })).verdict).toBe('ok');
  const wrong = sequence([0, 'enqueue', 1], [0, 'enqueue', 2], [1, 'dequeue', null, 2], [1, 'dequeue', null, 1]);
  const { verdict, stuck, pattern } = checkSequentialConsistency(wrong, fifoQueue({ blocking: true }));
  expect({ verdict, pattern }).toEqual({ verdict: 'violation', pattern: null });
  expect(stuck?.order.map(({ index }) => index)).toEqual([0, 1]);
  expect(stuck?.blockedBy?.index).toBe(2);
  expect(stuck?.candidates.map(({ operation, reason }) => [operation.index, reason])).toEqual([
    [2, expect.stringContaining('1')],
  ]);
});

test('an unknown operation may take effect after what its process did before, or never', () => {
  const unknown = (read: number, again: number) =>
    History.fromOperations([
      { process: 0, f: 'write', input: 1, call: 0, return: 1 },
      { process: 0, f: 'write', input: 2, call: 2, outcome: 'info' },
      { process: 1, f: 'read', output: read, call: 3, return: 4 },
      { process: 1, f: 'read', output: again, call: 5, return: 6 },
    ]);
  expect(checkSequentialConsistency(unknown(1, 1), register()).witness).toHaveLength(3);
  expect(checkSequentialConsistency(unknown(1, 2), register()).witness).toHaveLength(4);
  expect(checkSequentialConsistency(unknown(2, 1), register()).verdict).toBe('violation');
});

test('a blocked operation must not be possible at the end', () => {
  const waiting = (enqueued: boolean) =>
    History.fromOperations([
      { process: 0, f: 'dequeue', call: 0, outcome: 'blocked' },
      ...(enqueued ? [{ process: 1, f: 'enqueue', input: 1, call: 1, return: 2 }] : []),
    ]);
  expect(checkSequentialConsistency(waiting(false), fifoQueue({ blocking: true })).verdict).toBe('ok');
  expect(checkSequentialConsistency(waiting(true), fifoQueue({ blocking: true }))).toMatchObject({
    verdict: 'violation',
    stuck: { blockedBy: null, candidates: [{ operation: { index: 0 } }] },
  });
});

test('no operation, and one', () => {
  expect(checkSequentialConsistency(sequence(), register())).toMatchObject({ verdict: 'ok', witness: [] });
  expect(checkSequentialConsistency(sequence([0, 'read', null, 1]), register())).toMatchObject({
    verdict: 'violation',
    pattern: { name: 'ThinAirRead' },
  });
});

test('a process with two operations open at once has no order', () => {
  const operations = [
    { process: 'a', f: 'write', input: 1, call: 0, return: 5 },
    { process: 'a', f: 'read', output: 1, call: 3, return: 7 },
  ];
  expect(() => checkSequentialConsistency(History.fromOperations(operations), register())).toThrow(
    'process "a" calls read (operation 1) while its write (operation 0) is open',
  );
});

describe('budgets', () => {
  /** Ten processes count to five in a register of which nothing is known: no order, and many to try. */
  const plain: Model<number> = {
    name: 'plain',
    init: () => 0,
    step: (state, { input, output }) =>
      state === (output ?? state) ? state + (input as number) : illegal('another sum'),
  };
  const many = sequence(...Array.from({ length: 50 }, (_, index) => [index % 10, 'add', 1 + (index % 7)] as const), [
    0,
    'add',
    1,
    -1,
  ]);

  test('configurations: unknown, with the furthest point', () => {
    const result = checkSequentialConsistency(many, plain, { maxConfigurations: 1_000 });
    expect(result).toMatchObject({
      verdict: 'unknown',
      reason: 'not decided: the budget of 1000 configurations has ended (maxConfigurations)',
      statistics: { configurations: 1_000 },
    });
    expect(result.stuck?.order).toHaveLength(50);
  });

  test('memory', () => {
    const { verdict, reason, statistics } = checkSequentialConsistency(many, plain, { maxMemory: 300_000 });
    expect({ verdict, reason }).toEqual({
      verdict: 'unknown',
      reason: 'not decided: the memory budget of 300000 bytes has ended (maxMemory)',
    });
    expect(statistics.memory).toBeLessThanOrEqual(300_000);
  });

  test('an aborted signal', async () => {
    const controller = new AbortController();
    const result = checkSequentialConsistencyAsync(many, plain, { signal: controller.signal });
    setImmediate(() => controller.abort('enough'));
    expect(await result).toMatchObject({ verdict: 'unknown', reason: 'not decided: the check was aborted: "enough"' });
  });

  test('a step that never ends', () => {
    const endless: Model<number> = {
      name: 'endless',
      init: () => 0,
      step: () => {
        for (;;);
      },
    };
    const result = checkSequentialConsistency(sequence([0, 'write', 1]), endless, { timeout: 20 });
    expect(result).toMatchObject({ verdict: 'unknown', stuck: null });
    expect(result.reason).toMatch(
      /^not decided: the timeout of 20 ms has passed while the model was at write 1 in state 0/,
    );
  });

  test('piece by piece', () => {
    const check = sequentialConsistency(many, plain, { maxConfigurations: 100 });
    expect(check.run(60)).toBeNull();
    const result = check.run(60);
    expect(result?.statistics.configurations).toBe(100);
    expect(check.run()).toBe(result);
  });
});

test('20,000 operations on 1,000 registers by 10 processes that each lag behind: states do not grow with the registers', () => {
  const log: (readonly [string, number])[] = [];
  const replicas = Array.from({ length: 10 }, () => ({ at: 0, held: new Map<string, number>() }));
  const catchUp = (replica: (typeof replicas)[number], end: number) => {
    for (; replica.at < end; replica.at++) replica.held.set(...(log[replica.at] as readonly [string, number]));
  };
  const operations = Array.from({ length: 20_000 }, (_, index): OperationInput => {
    const process = (index * 7) % 10;
    const replica = replicas[process] as (typeof replicas)[number];
    const key = `k${(index * 31) % 1_000}`;
    const about = { process, key, call: 2 * index, return: 2 * index + 1 };
    if (index % 3 === 0) {
      log.push([key, index]);
      catchUp(replica, log.length);
      return { ...about, f: 'write', input: index };
    }
    catchUp(replica, log.length - (index % 5));
    return { ...about, f: 'read', output: replica.held.get(key) };
  });
  const { verdict, statistics } = checkSequentialConsistency(History.fromOperations(operations), multiRegister());
  expect(verdict).toBe('ok');
  expect(statistics.configurations).toBe(6_668);
  expect(statistics.memory).toBeLessThan(20e6);
});

const describeIfThere = publicHistoriesExist ? describe : describe.skip;

describeIfThere(`the public etcd logs${publicHistoriesExist ? '' : ' (absent: shared/data/histories)'}`, () => {
  const logs = publicHistories().filter(({ name }) => name.startsWith('etcd') && name !== 'etcd_095');

  test('all 102 are sequentially consistent: those that are not linearizable only read old values', () => {
    const model = casRegister();
    let configurations = 0;
    for (const log of logs) {
      const history = readHistory(log.text());
      const { verdict, witness, statistics } = checkSequentialConsistency(history, model);
      expect([log.name, verdict]).toEqual([log.name, 'ok']);
      expect(replayWitness(history.operations, witness ?? [], model, 'process order')).toBeNull();
      configurations += statistics.configurations;
    }
    expect([logs.length, configurations]).toEqual([102, 14_686]);
  });
});

// The judge of witnesses refuses whatever does not explain the history.

import { History, type Operation, type OperationInput } from '../../src/checkers';
import { fifoQueue, register } from '../../src/checkers/models';
import { replayWitness } from '../../src/checkers/witness';

const operations = History.fromOperations([
  { process: 0, f: 'write', input: 1, call: 0, return: 1 },
  { process: 1, f: 'read', output: 1, call: 2, return: 5 },
  { process: 2, f: 'write', input: 2, call: 3, outcome: 'info' },
  { process: 0, f: 'write', input: 3, call: 4, return: 6 },
  { process: 3, f: 'write', input: 4, call: 7, return: 8, outcome: 'fail' },
]).operations;

function replay(order: readonly number[], precedence: 'real time' | 'process order' = 'real time'): string | null {
  return replayWitness(
    operations,
    order.map((index) => operations[index] as Operation),
    register(),
    precedence,
  );
}

test('accepts orders that explain the history, with and without what is unknown', () => {
  expect([replay([0, 1, 3]), replay([0, 1, 2, 3]), replay([0, 1, 3], 'process order')]).toEqual([null, null, null]);
});

test.each([
  ['twice', [0, 1, 3, 3], 'an operation is in the order twice'],
  ['missing', [0, 1], 'operation 3 (write) is not in the order'],
  ['what failed', [0, 1, 3, 4], 'operation 4 (write) is in the order, but fail'],
  ['a value that is not there', [0, 2, 1, 3], 'operation 1 (read) cannot follow'],
  ['against real time', [1, 0, 3], 'operation 0 (write) returned before operation 1 (read) was called'],
])('refuses: %s', (_, order, reason) => {
  expect(replay(order)).toContain(reason);
});

test('keeps the order of processes, of unknown operations too', () => {
  expect(replay([3, 0, 1], 'process order')).toBe('operation 3 (write) is not in the order of its process');
  const crashed = History.fromOperations([
    { process: 0, f: 'write', input: 1, call: 0, return: 1 },
    { process: 0, f: 'write', input: 2, call: 2, outcome: 'info' },
  ]).operations;
  const backwards = [...crashed].reverse();
  expect(replayWitness(crashed, backwards, register(), 'process order')).toBe(
    'operation 1 (write) is not in the order of its process',
  );
  expect(replayWitness(crashed, backwards, register(), 'real time')).toMatch(/returned before/);
});

test('an operation of another history is none of this one', () => {
  const [first] = History.fromOperations([{ process: 9, f: 'write', input: 1, call: 9, return: 9 }]).operations;
  expect(replayWitness([], [first as Operation], register(), 'real time')).toBe(
    'the order has an operation of another history',
  );
});

test('what is blocked must not be possible at the end', () => {
  const inputs: OperationInput[] = [
    { process: 0, f: 'dequeue', call: 0, outcome: 'blocked' },
    { process: 1, f: 'enqueue', input: 1, call: 1, return: 2 },
  ];
  const [blocked, enqueue] = History.fromOperations(inputs).operations as [Operation, Operation];
  expect(replayWitness([blocked], [], fifoQueue({ blocking: true }), 'real time')).toBeNull();
  expect(replayWitness([blocked, enqueue], [enqueue], fifoQueue({ blocking: true }), 'real time')).toBe(
    'operation 0 (dequeue) is blocked, but possible in the final state',
  );
});

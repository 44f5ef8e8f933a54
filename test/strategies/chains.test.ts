import type { PendingOperation } from '../../src/engine/operation';
import { Task } from '../../src/engine/task';
import { Chains } from '../../src/strategies/chains';

const body = new Task(0, null, 0, -1, { name: 'body' });
const child = new Task(1, body, 1, -1, { name: 'child' });

let sequence = 0;
const operation = (task: Task): PendingOperation => ({
  kind: 'operation',
  site: 1,
  task,
  sequence: ++sequence,
  channel: 0,
});

describe('Chains', () => {
  let chains: Chains;
  /** The chains of the operations of a look. */
  const observe = (...operations: PendingOperation[]): number[] => {
    chains.observe(operations);
    return [...chains.at.subarray(0, operations.length)];
  };
  beforeEach(() => {
    chains = new Chains();
    sequence = 0;
  });

  test('one operation after the other of one task is one chain', () => {
    const other = operation(child);
    const [first, others] = observe(operation(body), other);
    expect(observe(other, operation(body))).toEqual([others, first]);
    expect(first).not.toBe(others);
    expect(chains.count).toBe(2);
  });

  test('operations of one task that are pending together are chains of their own', () => {
    expect(observe(operation(body), operation(body), operation(body))).toEqual([0, 1, 2]);
  });

  test('a new operation continues the first chain of its task that has nothing pending', () => {
    const [a, b, c] = [operation(body), operation(body), operation(body)];
    observe(a, b, c);
    const next = operation(body);
    expect(observe(a, c, next)).toEqual([0, 2, 1]);
    expect(observe(a, c, next, operation(body))).toEqual([0, 2, 1, 3]);
  });

  test('an operation keeps its chain for as long as it is pending', () => {
    const [a, b] = [operation(body), operation(body)];
    expect(observe(a, b)).toEqual([0, 1]);
    expect(observe(b, a)).toEqual([1, 0]);
  });

  test('a reset forgets everything', () => {
    observe(operation(body), operation(body));
    chains.reset();
    sequence = 0;
    expect(observe(operation(body), operation(child))).toEqual([0, 1]);
    expect(chains.count).toBe(2);
  });

  test('a task may have very many pending operations', () => {
    const many = Array.from({ length: 50_000 }, () => operation(body));
    expect(new Set(observe(...many)).size).toBe(50_000);
    const [last] = observe(...many.slice(1), operation(body)).slice(-1);
    expect(last).toBe(0);
    expect(chains.count).toBe(50_000);
  });
});

import type { PendingOperation } from '../../src/engine/operation';
import { Task } from '../../src/engine/task';
import { Chains } from '../../src/strategies/chains';

const body = new Task(0, null, 0, -1, 'body');
const child = new Task(1, body, 1, -1, 'child');

let sequence = 0;
const operation = (task: Task): PendingOperation => ({ kind: 'operation', site: 1, task, sequence: ++sequence });

describe('Chains', () => {
  let chains: Chains;
  beforeEach(() => {
    chains = new Chains();
    sequence = 0;
  });

  test('one operation after the other of one task is one chain', () => {
    const other = operation(child);
    const first = operation(body);
    chains.observe([first, other]);
    const second = operation(body);
    chains.observe([other, second]);
    expect(chains.of(second)).toBe(chains.of(first));
    expect(chains.of(other)).not.toBe(chains.of(first));
    expect(chains.count).toBe(2);
  });

  test('operations of one task that are pending together are chains of their own', () => {
    const together = [operation(body), operation(body), operation(body)];
    chains.observe(together);
    expect(new Set(together.map((o) => chains.of(o))).size).toBe(3);
  });

  test('a new operation continues the first chain of its task that has nothing pending', () => {
    const [a, b, c] = [operation(body), operation(body), operation(body)];
    chains.observe([a, b, c]);
    const next = operation(body);
    chains.observe([a, c, next]);
    expect(chains.of(next)).toBe(chains.of(b));
    const more = operation(body);
    chains.observe([a, c, next, more]);
    expect(chains.of(more)).toBe(3);
  });

  test('an operation keeps its chain for as long as it is pending', () => {
    const [a, b] = [operation(body), operation(body)];
    chains.observe([a, b]);
    const before = [chains.of(a), chains.of(b)];
    chains.observe([b, a]);
    expect([chains.of(a), chains.of(b)]).toEqual(before);
  });

  test('a reset forgets everything', () => {
    chains.observe([operation(body), operation(body)]);
    chains.reset();
    sequence = 0;
    const again = operation(body);
    chains.observe([again, operation(child)]);
    expect(chains.of(again)).toBe(0);
    expect(chains.count).toBe(2);
  });

  test('a task with very many pending operations costs time in proportion to them', () => {
    // 50,000 operations: a search of the task's list per operation would take 1.25 billion steps, beyond the test's time limit.
    const many = Array.from({ length: 50_000 }, () => operation(body));
    chains.observe(many);
    expect(chains.count).toBe(50_000);
    chains.observe([...many.slice(1), operation(body)]);
    expect(chains.count).toBe(50_000);
  });
});

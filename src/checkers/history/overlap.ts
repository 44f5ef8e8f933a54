// Whether processes are sequential, as criteria that go by the order of a process (sequential consistency, causal, sessions) need.

import type { Operation, ProcessId } from './operation';

/**
 * Two operations of one process of which the second begins before the first has ended (times that touch do not count).
 * @param operations in order of their calls
 * @returns the first such pair, or null
 */
export function overlap(operations: readonly Operation[]): readonly [Operation, Operation] | null {
  const latest = new Map<ProcessId, Operation>();
  for (const operation of operations) {
    const before = latest.get(operation.process);
    if (before !== undefined && before.return > operation.call) return [before, operation];
    if (before === undefined || operation.return >= before.return) latest.set(operation.process, operation);
  }
  return null;
}

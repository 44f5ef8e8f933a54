// Pending operations for tests that ask a strategy directly.

import type { OperationKind, PendingOperation } from '../../src/engine/operation';
import { Task } from '../../src/engine/task';
import { RandomSource } from '../../src/strategies/random-source';
import type { ConflictHistory, IterationStart } from '../../src/strategies/strategy';

const body = new Task(0, null, 0, -1, { name: 'test body' });
let sequence = 0;

/** An operation of the test body (task 0) or of its child number `index`. */
export function pendingOperation(index: number, site = index, kind: OperationKind = 'await'): PendingOperation {
  const task = index === 0 ? body : new Task(index, body, index, -1, { name: `task ${index}` });
  return { kind, site, task, sequence: ++sequence };
}

/** A history that says what it is told. */
export function historyOf(seen: readonly number[], conflicting: readonly number[]): ConflictHistory {
  return { seen: (site) => seen.includes(site), conflicting: (site) => conflicting.includes(site) };
}

export function iterationStart(iteration: number, parts: Partial<IterationStart> = {}): IterationStart {
  const random = new RandomSource(1, iteration);
  return { iteration, turn: iteration, random, maxSteps: 10_000, conflicts: historyOf([], []), ...parts };
}

// Pending operations for tests that ask a strategy directly.

import type { Operation, OperationKind, PendingOperation } from '../../src/engine/operation';
import { Task } from '../../src/engine/task';
import type { IterationEnd, Strategy } from '../../src/strategies';
import { RandomSource } from '../../src/strategies/random-source';
import type { ConflictHistory, IterationStart } from '../../src/strategies/strategy';
import { siteNames } from './simulator';

const body = new Task(0, null, 0, -1, { name: 'test body' });
let sequence = 0;

/** An operation of the test body (task 0) or of its child number `index`. */
export function pendingOperation(
  index: number,
  site = index,
  kind: OperationKind = 'await',
): PendingOperation & Operation {
  const task = index === 0 ? body : new Task(index, body, index, -1, { name: `task ${index}` });
  return { kind, site, from: -1, microtasks: 0, task, sequence: ++sequence, channel: 0 };
}

/** A history that says what it is told. */
export function historyOf(seen: readonly number[], conflicting: readonly number[]): ConflictHistory {
  return { seen: (site) => seen.includes(site), conflicting: (site) => conflicting.includes(site) };
}

export function iterationStart(iteration: number, parts: Partial<IterationStart> = {}): IterationStart {
  const random = new RandomSource(1, iteration);
  return {
    iteration,
    turn: iteration,
    model: 'host',
    random,
    maxSteps: 10_000,
    teaches: true,
    conflicts: historyOf([], []),
    sites: siteNames(),
    ...parts,
  };
}

/** The end of an iteration without a failure. */
export const iterationEnd: IterationEnd = { picks: 1, decisions: 1, steps: 1, failed: false, abandoned: false };

/** Asks a strategy about an operation at a site. */
export function askLate(strategy: Strategy, site: number): boolean | number {
  return strategy.late(pendingOperation(0, site));
}

/** Asks a strategy for a value. */
export function askValue(strategy: Strategy, n: number): number {
  return strategy.choose(n, pendingOperation(0));
}

// The history as a search over positions reads it: one sequence of completed operations for each process, and what nobody saw end.

import { HistoryError } from '../history/history-error';
import type { Operation, ProcessId } from '../history/operation';
import type { Model } from '../models/model';
import { describeValue } from '../values/describe';

/** An operation that may take effect at any later time, or never. */
export interface OpenOperation {
  readonly operation: Operation;
  /** Number of its process' thread. */
  readonly thread: number;
  /** How far the thread must have come: what the process completed before it called. */
  readonly from: number;
}

export interface Threads {
  /** Of each process, what completed, in order of the calls. */
  readonly sequences: readonly (readonly Operation[])[];
  /** In order of their calls. Those that can never change the state are left out. */
  readonly open: readonly OpenOperation[];
  /** What must not be able to happen at the end. */
  readonly blocked: readonly Operation[];
  /** How many operations completed. */
  readonly completed: number;
}

/**
 * `fail` is dropped: it did not happen.
 * @param model says what can never change the state; without one nothing is known
 * @throws HistoryError if a process had two operations open at once
 */
export function threadsOf(operations: readonly Operation[], model?: Model): Threads {
  const numbers = new Map<ProcessId, number>();
  const sequences: Operation[][] = [];
  const open: OpenOperation[] = [];
  const blocked: Operation[] = [];
  let completed = 0;
  for (const operation of operations) {
    const { process, outcome } = operation;
    if (outcome === 'fail') continue;
    const thread = numbers.get(process) ?? numbers.size;
    if (thread === numbers.size) {
      numbers.set(process, thread);
      sequences.push([]);
    }
    const sequence = sequences[thread] as Operation[];
    refuseOverlap(sequence.at(-1), operation);
    if (outcome === 'blocked') blocked.push(operation);
    else if (outcome !== 'info') {
      sequence.push(operation);
      completed++;
    } else if (!model?.pure?.(operation)) open.push({ operation, thread, from: sequence.length });
  }
  return { sequences, open, blocked, completed };
}

function refuseOverlap(previous: Operation | undefined, next: Operation): void {
  if (!previous || previous.return <= next.call) return;
  const { process } = next;
  throw new HistoryError(
    `process ${describeValue(process)} calls ${next.f} (operation ${next.index}) while its ${previous.f} (operation ${previous.index}) is open. ` +
      'The order of a process must be known here: give what runs at the same time to processes of different names',
    next.line,
    next.index,
  );
}

// Histories and results to draw, made by hand.

import type { Annotation, CheckResult, Operation, OperationInput } from '../../../src/checkers';
import { History } from '../../../src/checkers';

/** An operation in one line: process, name, argument, result, call and return. */
export function op(
  process: number | string,
  f: string,
  input: unknown,
  output: unknown,
  call: number,
  end?: number,
  more: Partial<Operation> = {},
): OperationInput {
  return { process, f, input, output, call, return: end, ...more };
}

export function fault(f: string, time: number, value: unknown = null): Annotation {
  return { process: 'nemesis', f, value, time, line: 0 };
}

/** One of each outcome, a partition and a kill. */
export const MIXED = History.fromOperations(
  [
    op(0, 'write', 1, undefined, 0, 4),
    op(1, 'read', null, 1, 2, 6),
    op(2, 'write', 2, undefined, 3),
    op(0, 'read', null, 0, 7, 9, { step: 12, line: 40 }),
    op(1, 'cas', [3, 4], undefined, 8, 11, { outcome: 'mismatch' }),
    op('worker', 'pop', null, undefined, 10, undefined, { outcome: 'blocked' }),
    op(0, 'write', 7, undefined, 12, 13, { outcome: 'fail' }),
  ],
  [fault('start-partition', 5, ['n1', 'n2']), fault('stop-partition', 9.5), fault('kill', 10.5, 'n1')],
);

export function resultOf(parts: Partial<CheckResult>): CheckResult {
  return {
    verdict: 'violation',
    criterion: 'linearizable',
    model: 'register',
    reason: 'no order of the operations explains every result',
    witness: null,
    partition: undefined,
    stuck: null,
    pattern: null,
    statistics: { method: 'small search', configurations: 12, partitions: 1, memory: 0 },
    ...parts,
  };
}

/** The read of 0 in `MIXED` cannot be explained. */
export const STUCK = resultOf({
  stuck: {
    order: at(MIXED, 0, 1),
    state: '1',
    blockedBy: MIXED.operations[3] as Operation,
    candidates: [
      { operation: MIXED.operations[3] as Operation, reason: 'read 0, but the register holds 1' },
      { operation: MIXED.operations[2] as Operation, reason: 'possible, but read -> 0 has no place after it' },
    ],
  },
});

export function at(history: History, ...positions: number[]): readonly Operation[] {
  return positions.map((position) => history.operations[position] as Operation);
}

/** Five clients taking turns, each operation overlapping the next; one key or several. */
export function manyOperations(size: number, keys = 1): History {
  return History.fromOperations(
    Array.from({ length: size }, (_, index) =>
      op(
        index % 5,
        index % 3 === 0 ? 'write' : 'read',
        index % 3 === 0 ? index : null,
        index,
        index * 2,
        index * 2 + 3,
        {
          key: keys > 1 ? `k${index % keys}` : undefined,
          step: index * 10,
        },
      ),
    ),
  );
}

// What `lockstep check --json` prints.

import type { CheckResult, Operation, TransactionResult } from '../checkers';
import type { CheckedFile, RefusedFile } from './check';
import type { ExitCode } from './exit-codes';

/** @returns the answer as JSON: for each file the verdict, why, and the operations that say so; and which of several could not be judged */
export function answerOf(checked: readonly CheckedFile[], refused: readonly RefusedFile[], exitCode: ExitCode): string {
  const results = checked.map(({ file, history, result, core }) => ({
    file,
    operations: history.length,
    ...plain(result),
    ...('anomalies' in result ? isolation(result as TransactionResult) : {}),
    evidence:
      result.verdict === 'violation' ? (core.length === 0 ? history.operations : core).map(plainOperation) : null,
  }));
  const errors = refused.map(({ file, error: { code, message } }) => ({ file, code, message }));
  return JSON.stringify({ format: 'lockstep-check', version: 1, results, errors, exitCode }, bigintsAsText, 2);
}

function plain({ verdict, criterion, model, reason, partition, statistics, stuck, pattern, witness }: CheckResult) {
  return {
    verdict,
    criterion,
    model,
    reason,
    partition: partition ?? null,
    statistics,
    // Positions of operations, from 0.
    witness: witness?.map(({ index }) => index) ?? null,
    pattern: pattern && { ...pattern, operations: pattern.operations.map(plainOperation) },
    stuck: stuck && {
      ...stuck,
      order: stuck.order.map(({ index }) => index),
      blockedBy: stuck.blockedBy && plainOperation(stuck.blockedBy),
      candidates: stuck.candidates.map(({ operation, reason }) => ({ operation: plainOperation(operation), reason })),
    },
  };
}

/** What only a check of transactions says. */
function isolation({ anomalies, anomalyCounts, weakestViolated, strongestPossible }: TransactionResult) {
  return {
    anomalies: anomalies.map(({ name, alias, text, operations, cycle }) => ({
      name,
      alias,
      text,
      // Positions of operations, from 0; edge i of a cycle leads from its operation i to the next.
      operations: operations.map(({ index }) => index),
      cycle: cycle && {
        operations: cycle.nodes.map(({ operation }) => operation.index),
        edges: cycle.edges.map(({ kind, text }) => ({ kind, text })),
      },
    })),
    anomalyCounts,
    weakestViolated,
    strongestPossible,
  };
}

/** JSON has no notation for some values: an operation that never returned has `return` null. */
function plainOperation({ error, ...operation }: Operation): object {
  const text = error === undefined || error === null ? null : String((error as Error).message ?? error);
  return { ...operation, error: text };
}

function bigintsAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

// Puts a polynomial check to the proof: its verdicts against the definition, its orders against an independent replay, its patterns against the definition.

import type { Model, Operation } from '../../../../src/checkers';
import type { PolynomialCheck } from '../../../../src/checkers/linearizable/polynomial/polynomial';
import { replayWitness } from '../../../../src/checkers/witness';
import { wingGong } from '../../reference/wing-gong';

export interface Tally {
  ok: number;
  violation: number;
  declined: number;
  /** How often each pattern was named. */
  readonly patterns: Map<string, number>;
}

export function emptyTally(): Tally {
  return { ok: 0, violation: 0, declined: 0, patterns: new Map() };
}

/** @throws Error with the history that a check gets wrong */
export function tryAgainstDefinition(
  check: PolynomialCheck,
  model: Model,
  histories: Iterable<readonly Operation[]>,
): Tally {
  const tally = emptyTally();
  for (const operations of histories) tryOne(check, model, operations, tally);
  return tally;
}

/**
 * Judges one history, and counts what came out.
 * @throws Error with the history if the check gets it wrong
 */
export function tryOne(check: PolynomialCheck, model: Model, operations: readonly Operation[], tally: Tally): void {
  const outcome = check(operations, model);
  if (outcome === null) {
    tally.declined++;
    return;
  }
  tally[outcome.verdict]++;
  if (outcome.verdict === 'ok') {
    const refused = replayWitness(operations, outcome.order, model, 'real time');
    if (refused !== null) fail(operations, `the order is refused (${refused}): ${show(outcome.order)}`);
    return;
  }
  const { name, text, operations: pattern } = outcome.pattern;
  tally.patterns.set(name, (tally.patterns.get(name) ?? 0) + 1);
  if (wingGong(operations, model)) fail(operations, `linearizable, but said to be a violation: ${name}: ${text}`);
  if (wingGong(pattern, model)) fail(operations, `${name}: ${text}: no contradiction in ${show(pattern)}`);
  if (pattern.some((operation) => !operations.includes(operation))) fail(operations, `strangers in ${show(pattern)}`);
  const inCallOrder = pattern.every((operation, at) => at === 0 || pattern[at - 1]!.call <= operation.call);
  if (!inCallOrder || new Set(pattern).size !== pattern.length) fail(operations, `unordered pattern ${show(pattern)}`);
}

function fail(operations: readonly Operation[], message: string): never {
  throw new Error(`${message}\nhistory: ${show(operations)}`);
}

function show(operations: readonly Operation[]): string {
  return operations
    .map(
      ({ index, f, input, output, outcome, call, return: end }) =>
        `#${index} ${f}(${JSON.stringify(input) ?? ''})${JSON.stringify(output) ?? ''}[${call},${end}]${outcome}`,
    )
    .join(' ');
}

// Compares a polynomial check with plain Wing-Gong on random histories, and replays every order and every pattern.

import type { Model, Operation } from '../../../../src/checkers';
import type { PolynomialCheck } from '../../../../src/checkers/linearizable/polynomial/polynomial';
import { replayWitness } from '../../../../src/checkers/witness';
import { type Draw, drawFrom, type OperationDraw, randomHistory } from '../../reference/random-history';
import { wingGong } from '../../reference/wing-gong';

/** Multiplies the number of random histories. */
export const MULTIPLIER = Number(process.env.LOCKSTEP_FUZZ ?? 1);

export interface FuzzOptions {
  readonly check: PolynomialCheck;
  readonly model: (draw: Draw) => Model;
  /** Called once for each history, so that it can count. */
  readonly operations: (draw: Draw) => OperationDraw;
  readonly histories: number;
  readonly largest?: number;
  readonly crashes?: number;
}

export interface FuzzCounts {
  ok: number;
  violation: number;
  declined: number;
  readonly patterns: Set<string>;
}

/** @throws Error with the history on the first disagreement */
export function fuzz({ check, model, operations, histories, largest = 7, crashes = 6 }: FuzzOptions): FuzzCounts {
  const counts: FuzzCounts = { ok: 0, violation: 0, declined: 0, patterns: new Set() };
  for (let seed = 0; seed < histories * MULTIPLIER; seed++) {
    const draw = drawFrom(seed);
    const size = 1 + draw(largest);
    const processes = 1 + draw(4);
    const history = randomHistory(draw, operations(draw), { size, processes, crashes });
    const judged = model(draw);
    compare(check, touching(history.operations, 1 + draw(3)), judged, seed, counts);
  }
  return counts;
}

/** Coarser clocks make calls and returns fall on the same time: such operations are concurrent. */
function touching(operations: readonly Operation[], grain: number): readonly Operation[] {
  return operations.map((operation) => ({
    ...operation,
    call: Math.floor(operation.call / grain),
    return: Math.floor(operation.return / grain),
  }));
}

function compare(
  check: PolynomialCheck,
  all: readonly Operation[],
  model: Model,
  seed: number,
  counts: FuzzCounts,
): void {
  const operations = all.filter(
    (operation) => operation.outcome !== 'fail' && !(operation.outcome === 'info' && model.pure?.(operation)),
  );
  const outcome = check(operations, model);
  if (outcome === null) {
    counts.declined++;
    return;
  }
  counts[outcome.verdict]++;
  const expected = wingGong(operations, model) ? 'ok' : 'violation';
  const disagree = (what: string) =>
    new Error(`seed ${seed}: ${what}, Wing-Gong says ${expected}\n${operations.map(line).join('\n')}`);
  if (outcome.verdict !== expected) {
    throw disagree(outcome.verdict === 'ok' ? 'ok' : `${outcome.pattern.name}: ${outcome.pattern.text}`);
  }
  if (outcome.verdict === 'ok') {
    const objection = replayWitness(operations, outcome.order, model, 'real time');
    if (objection !== null) throw disagree(`the order ${outcome.order.map(({ index }) => index)}: ${objection}`);
    return;
  }
  const { pattern } = outcome;
  counts.patterns.add(pattern.name);
  const told = `the pattern ${pattern.name} (${pattern.operations.map(({ index }) => index)}: ${pattern.text})`;
  if (pattern.operations.some((operation) => !operations.includes(operation))) throw disagree(`${told} has strangers`);
  if (pattern.operations.some(({ index }, at) => at > 0 && index <= pattern.operations[at - 1]!.index)) {
    throw disagree(`${told} is not in order of calls`);
  }
  if (wingGong(pattern.operations, model)) throw disagree(`${told} alone is linearizable`);
}

function line({ index, f, input, output, outcome, call, return: end }: Operation): string {
  return `${index} [${call}, ${end}] ${f} ${JSON.stringify(input)} -> ${JSON.stringify(output)} ${outcome}`;
}

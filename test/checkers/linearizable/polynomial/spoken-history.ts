// Histories of containers in a few words, for examples: `[0, 2, 'push 1'], [1, 3, 'pop -> 1'], [4, 5, 'pop -> nothing']`.

import { History, type Model, type Operation, type Outcome } from '../../../../src/checkers';
import type { PolynomialCheck } from '../../../../src/checkers/linearizable/polynomial/polynomial';

export type Spoken = readonly [call: number, end: number, words: string, outcome?: Outcome];

const INSERTION = /^(\w+) (\S+)$/;
const REMOVAL = /^(\w+) -> (\S+)$/;

export function historyOf(spoken: readonly Spoken[]): readonly Operation[] {
  const inputs = spoken.map(([call, end, words, outcome = 'ok'], process) => {
    const [, insert, value] = INSERTION.exec(words) ?? [];
    const [, remove, seen] = REMOVAL.exec(words) ?? [];
    const output = seen === undefined || outcome !== 'ok' ? undefined : seen === 'nothing' ? null : JSON.parse(seen);
    const input = value === undefined ? undefined : JSON.parse(value);
    return { process, f: insert ?? remove ?? words, input, output, outcome, call, return: end };
  });
  return History.fromOperations(inputs).operations;
}

function inWords({ f, input, output, outcome }: Operation): string {
  if (input !== undefined) return `${f} ${JSON.stringify(input)}`;
  return outcome === 'ok' ? `${f} -> ${output === null ? 'nothing' : JSON.stringify(output)}` : f;
}

/** What a check says in words: `ok: push 1, pop -> 1`, `LIFO order: push 1, push 2, pop -> 1`, `declined`. */
export function verdictOf(check: PolynomialCheck, model: Model, spoken: readonly Spoken[]): string {
  const outcome = check(historyOf(spoken), model);
  if (outcome === null) return 'declined';
  if (outcome.verdict === 'ok') return `ok: ${outcome.order.map(inWords).join(', ')}`;
  return `${outcome.pattern.name}: ${outcome.pattern.operations.map(inWords).join(', ')}`;
}

// What a model says of its operations, held against what they do in the states that were met.

import type { Operation } from '../../history/operation';
import { describeValue } from '../../values/describe';
import { describeOperation } from '../../values/describe-operation';
import { valueKey } from '../../values/key';
import { type Answer, type Probe, sameAnswer } from './probe';
import type { ProblemList } from './problem';
import type { Collection } from './walk';

export function checkLaws(probe: Probe, { states, operations }: Collection, found: ProblemList): void {
  for (const state of states) probe.describe(state);
  const answers = operations.map((operation) => states.map((state) => probe.step(probe.states[state], operation)));
  operations.forEach((operation, index) => {
    const row = answers[index] as readonly Answer[];
    checkPure(probe, states, operation, row);
    checkObserves(probe, states, operation, row);
  });
  checkSignatures(probe, states, operations, answers, found);
  checkUnknown(probe, states, operations, answers);
  for (const [number, state] of [...probe.doubles]) {
    for (const operation of operations) {
      if (!sameAnswer(probe.step(probe.states[number], operation), probe.step(state, operation))) {
        probe.tell('key', `gave different results for two states with the same key`, operation, number);
      }
    }
  }
}

function checkPure(probe: Probe, states: readonly number[], operation: Operation, row: readonly Answer[]): void {
  const { model } = probe;
  if (probe.about('pure', operation, () => model.pure?.(operation))?.value !== true) return;
  states.forEach((state, index) => {
    if (!leaves(row[index], state))
      probe.tell('pure', 'changes the state, though `pure` says that it never does', operation, state);
  });
}

/** From any two states that it does not observe the operation is illegal in both, leaves both as they are, or leads to the same. */
function checkObserves(probe: Probe, states: readonly number[], operation: Operation, row: readonly Answer[]): void {
  const { model } = probe;
  const observed = probe.about('observes', operation, () => model.observes?.(operation))?.value;
  if (observed === undefined) return;
  const apart = new Set(observed.map((state) => probe.numberOf(state)));
  const others = states.map((_, index) => index).filter((index) => !apart.has(states[index] as number));
  for (const one of others) {
    for (const other of others) {
      const bothLegal = row[one] !== null && row[other] !== null;
      const bothUnchanged = bothLegal && leaves(row[one], states[one]) && leaves(row[other], states[other]);
      if (bothUnchanged || sameAnswer(row[one], row[other])) continue;
      const second = probe.describe(states[other] as number);
      probe.tell(
        'observes',
        `tells it from ${second}, though \`observes\` names neither`,
        operation,
        states[one] as number,
      );
      return;
    }
  }
}

function checkSignatures(
  probe: Probe,
  states: readonly number[],
  operations: readonly Operation[],
  answers: readonly (readonly Answer[])[],
  found: ProblemList,
): void {
  const first = new Map<unknown, number>();
  operations.forEach((operation, index) => {
    const signature = probe.about('signature', operation, () => signatureOf(probe, operation));
    if (signature === undefined) return;
    if (typeof signature.value === 'object' && signature.value !== null) {
      found.add('signature', `\`signature\` must return a primitive, got ${describeValue(signature.value)}`, operation);
      return;
    }
    const known = first.get(signature.value);
    if (known === undefined) {
      first.set(signature.value, index);
      return;
    }
    const twin = operations[known] as Operation;
    const names = `${naming(operation)} and ${naming(twin)}`;
    const advice = probe.model.signature === undefined ? '. Give the model `signature(operation)`' : '';
    states.forEach((state, position) => {
      if (sameAnswer(answers[index]?.[position], answers[known]?.[position])) return;
      const described = probe.describe(state);
      const text = `${names} have the same signature, but step differently in state ${described}${advice}`;
      found.add('signature', text, operation, described);
    });
    const { model } = probe;
    const isPure = (asked: Operation) => probe.about('pure', asked, () => model.pure?.(asked) === true)?.value;
    if (isPure(operation) !== isPure(twin)) {
      found.add('signature', `${names} have the same signature, but only one of them is \`pure\``, operation);
    }
  });
}

function signatureOf({ model }: Probe, operation: Operation): unknown {
  if (model.signature !== undefined) return model.signature(operation);
  const { f, key, input, output, outcome } = operation;
  return valueKey([f, outcome, key, input, output]);
}

/**
 * What an operation changes with a known result, it can change with an unknown one. Where it would change nothing an unknown one may be illegal: it may
 * be left out, and a blocked one waits.
 */
function checkUnknown(
  probe: Probe,
  states: readonly number[],
  operations: readonly Operation[],
  answers: readonly (readonly Answer[])[],
): void {
  operations.forEach((operation, index) => {
    if (operation.outcome !== 'info' && operation.outcome !== 'blocked') return;
    operations.forEach((known, position) => {
      if (known.outcome !== 'ok' || !isSameRequest(known, operation)) return;
      states.forEach((state, at) => {
        const open = answers[index]?.[at];
        const closed = answers[position]?.[at];
        if (open === undefined || !closed) return;
        const missing = closed.find((next) => next !== state && !open?.includes(next));
        if (missing === undefined) return;
        const what = `cannot lead to ${probe.describe(missing)}, but ${describeOperation(known)} does`;
        probe.tell('unknown result', what, operation, state);
      });
    });
  });
}

function isSameRequest(one: Operation, other: Operation): boolean {
  if (one.f !== other.f || one.process !== other.process) return false;
  return describeValue([one.key, one.input], 2000) === describeValue([other.key, other.input], 2000);
}

function leaves(answer: Answer, state: number | undefined): boolean {
  return !answer || (answer.length === 1 && answer[0] === state);
}

function naming(operation: Operation): string {
  return `${describeOperation(operation)} of process ${operation.process}`;
}

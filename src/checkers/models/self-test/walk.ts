// Walks at random through the states of a model, and collects states and operations for what is tested afterwards.

import type { Random } from '../../generators/random';
import type { Operation, Outcome } from '../../history/operation';
import { describeValue } from '../../values/describe';
import type { Probe } from './probe';

/** What must be given of an operation; it is `ok` and of process 0 if nothing else is said. */
export type OperationDraft = Pick<Operation, 'f'> & Partial<Operation>;

export interface Collection {
  /** Numbers of states that were met. */
  readonly states: readonly number[];
  /** What was drawn, and the same with other outcomes and from another process. */
  readonly operations: readonly Operation[];
  /** Steps that were legal. */
  readonly legal: number;
}

const MOST_STATES = 30;
const MOST_OPERATIONS = 30;
const OUTCOMES: readonly Outcome[] = ['info', 'blocked', 'mismatch'];

export function walk(probe: Probe, random: Random, draw: () => OperationDraft, steps: number): Collection {
  const operations = new Map<string, readonly Operation[]>();
  const start = probe.start();
  const states = new Set<number>();
  let legal = 0;
  for (let step = 0, at = start; step < steps && start >= 0; step++) {
    if (random.below(25) === 0) at = start;
    if (states.size < MOST_STATES) states.add(at);
    const operation = complete(draw());
    const variants = [operation, ...variantsOf(operation)];
    const identity = describeValue(
      variants.map(({ f, key, input, output, outcome, process }) => [f, key, input, output, outcome, process]),
      2000,
    );
    if (operations.size < MOST_OPERATIONS) operations.set(identity, variants);
    // A result drawn at random is rarely right; without one the walk gets on.
    const chosen = variants[random.below(2) === 0 ? 0 : random.below(variants.length)] as Operation;
    const answer = probe.watch(at, chosen);
    if (answer) {
      legal++;
      at = random.pick(answer);
    }
  }
  return { states: [...states], operations: [...operations.values()].flat(), legal };
}

function complete(draft: OperationDraft): Operation {
  const { process = 0, key, input, output, outcome = 'ok', error } = draft;
  const isOpen = outcome === 'info' || outcome === 'blocked';
  const end = isOpen ? Number.POSITIVE_INFINITY : 1;
  return { index: 0, process, f: draft.f, key, input, output, outcome, call: 0, return: end, step: -1, line: 0, error };
}

function variantsOf(operation: Operation): readonly Operation[] {
  const others = OUTCOMES.filter((outcome) => outcome !== operation.outcome);
  const named = others.map((outcome) => complete({ ...operation, outcome, output: undefined }));
  const process = typeof operation.process === 'number' ? operation.process + 1 : `${operation.process}'`;
  return [...named, { ...operation, process }];
}

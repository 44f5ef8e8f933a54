// Tests whether a model keeps the rules of the interface, on random walks through its states.

import { type Random, randomAt } from '../generators/random';
import { checkedModel } from './checked-arguments';
import type { Model } from './model';
import { invalidOption } from './options';
import { checkLaws } from './self-test/laws';
import { checkPartitions } from './self-test/partitions';
import { Probe } from './self-test/probe';
import { type ModelProblem, ProblemList } from './self-test/problem';
import { type OperationDraft, walk } from './self-test/walk';

export interface SelfTestOptions {
  /**
   * Operations to draw from, or a function that draws one. Few different values are best, so that results are right now and then; each operation is
   * also tried with the outcomes `info`, `blocked` and `mismatch`, and from another process.
   */
  readonly operations: readonly OperationDraft[] | ((random: Random) => OperationDraft);
  /** The same seed gives the same test. An integer, of which the lower 32 bits count; default: 0. */
  readonly seed?: number;
  /** Steps to walk. Default: 2,000. */
  readonly steps?: number;
}

export interface SelfTestResult {
  readonly ok: boolean;
  /** One for each kind and name of operation, in the order in which they were found. */
  readonly problems: readonly ModelProblem[];
  /** Steps that were legal, and different states and operations that were compared with each other: how much the test says. */
  readonly statistics: { readonly legal: number; readonly states: number; readonly operations: number };
}

/**
 * Whether a model keeps the rules of `Model`: steps leave their state alone and are repeatable, equal states have equal keys and behave alike, and what
 * `pure`, `signature`, `partition` and `observes` say is true in every state met. It finds what the operations given can show, and proves nothing.
 * It freezes states: arrays and plain objects that the model shares with other code stay frozen.
 * @throws TypeError for options it cannot use
 */
export function testModel(model: Model, options: SelfTestOptions): SelfTestResult {
  checkedModel(model);
  const { operations, seed = 0, steps = 2000 } = options ?? {};
  if (!Number.isInteger(seed)) throw invalidOption('testModel', 'seed', 'an integer', seed);
  if (!Number.isInteger(steps) || steps < 1)
    throw invalidOption('testModel', 'steps', 'an integer of at least 1', steps);
  const random = randomAt(seed, 0);
  const found = new ProblemList();
  const probe = new Probe(model, found);
  const collection = walk(probe, random, drawFrom(operations, random), steps);
  if (collection.legal === 0 && found.problems.length === 0) {
    found.add(
      'nothing legal',
      'No operation was legal in any state that was met: give operations whose results can be right',
    );
  }
  const isStable = !found.problems.some(({ kind }) => ['mutation', 'key', 'not deterministic'].includes(kind));
  if (isStable) {
    checkLaws(probe, collection, found);
    checkPartitions(probe, collection, found, random);
  }
  const { problems } = found;
  const statistics = {
    legal: collection.legal,
    states: collection.states.length,
    operations: collection.operations.length,
  };
  return { ok: problems.length === 0, problems, statistics };
}

/**
 * As `testModel`, for tests.
 * @throws Error listing every problem; TypeError for options it cannot use
 */
export function assertModel(model: Model, options: SelfTestOptions): void {
  const { problems } = testModel(model, options);
  if (problems.length === 0) return;
  const list = problems.map(({ kind, text }) => `\n  ${kind}: ${text}`).join('');
  throw new Error(`The model "${model.name}" breaks the rules of models: ${list}`);
}

function drawFrom(operations: SelfTestOptions['operations'], random: Random): () => OperationDraft {
  if (typeof operations === 'function') return () => operations(random);
  const isList = Array.isArray(operations) && operations.every((draft) => typeof draft?.f === 'string');
  if (!isList || operations.length === 0) {
    throw invalidOption(
      'testModel',
      'operations',
      'a list of operations, objects with `f`, or a function that draws one',
      operations,
    );
  }
  return () => random.pick(operations as readonly OperationDraft[]);
}
